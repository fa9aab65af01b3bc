// npm run test:redis: what is kept in a real Redis, and what becomes of reads when it is away, frozen, slow, full or lying.
import { spawn } from 'node:child_process';
import { NoRedis, startRedis } from './redis.mjs';

try {
  const redis = await startRedis();
  try {
    process.exitCode = await suite(redis.url);
  } finally {
    await redis.stop();
  }
} catch (error) {
  console.error(error instanceof NoRedis ? error.message : error);
  process.exitCode = 1;
}

function suite(url) {
  const flags = ['--runInBand', '--testTimeout', '30000', '--testMatch', '**/tests/redis/**/*.redis.ts'];
  const jest = spawn(process.execPath, ['scripts/run.mjs', 'test', ...flags, ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: { ...process.env, REDIS_URL: url },
  });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => jest.kill(signal));
  return new Promise((resolve) => jest.once('exit', (code) => resolve(code ?? 1)));
}
