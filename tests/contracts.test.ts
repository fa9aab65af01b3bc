import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { buildSchema } from 'graphql';
import { printContracts } from '../hub/contracts.js';
import { undescribed } from './contract/descriptions.js';

test('what is committed is what the code says (npm run schema)', async () => {
  const contracts = await printContracts();
  expect(Object.keys(contracts)).toEqual(
    expect.arrayContaining([
      'schema/api.graphql',
      'schema/supergraph.graphql',
      'docs/errors.md',
      'docs/roles.md',
      'docs/personal-data.md',
    ]),
  );
  for (const [file, text] of Object.entries(contracts)) {
    expect({ file, text: readFileSync(file, 'utf8') }).toEqual({ file, text });
  }
});

test('every type, field, argument and value that clients see is described', () => {
  expect(undescribed(buildSchema(readFileSync('schema/api.graphql', 'utf8')))).toEqual([]);
});
