// Two CommonJS dependencies (of mercurius and fastify) require() ESM-only packages.
// Jest on Node < 24.9 cannot, so those two are compiled to CommonJS for tests only.
const esmOnly = '(content-disposition|cookie)';
const toCommonJs = { swcrc: false, jsc: { target: 'es2023' }, module: { type: 'commonjs' } };

export default {
  maxWorkers: 2,
  testMatch: ['<rootDir>/tests/**/*.test.ts'],
  setupFiles: ['reflect-metadata'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: { '\\.ts$': '@swc/jest', [`/node_modules/${esmOnly}/.+\\.js$`]: ['@swc/jest', toCommonJs] },
  transformIgnorePatterns: [`/node_modules/(?!${esmOnly}/)`],
};
