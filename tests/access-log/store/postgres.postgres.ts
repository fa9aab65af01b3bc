import { afterAll, beforeAll, describe } from '@jest/globals';
import { connectPostgres } from '../../../gateway/access-log/store/postgres/postgres.js';
import { startPostgres, type PostgresServer } from '../../../scripts/postgres.mjs';
import { storeSuite } from './store-suite.js';

let server: PostgresServer;
beforeAll(async () => {
  server = await startPostgres();
}, 60_000);
afterAll(() => server.stop());

describe('PostgreSQL', () => {
  storeSuite(async () => ({ name: server.url, database: connectPostgres(server.url) }));
});
