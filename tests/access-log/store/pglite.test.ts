import { afterAll, describe } from '@jest/globals';
import { silentLog } from '../../../core/log.js';
import { openFolder } from '../../../gateway/access-log/store/pglite/folder.js';
import { serveReader } from '../../../gateway/access-log/store/socket/serve.js';
import { createReader } from '../../../gateway/access-log/store/sql-reader.js';
import { madeFolder, removeFolder } from './made-folder.js';
import { storeSuite } from './store-suite.js';

let folder: string;
afterAll(() => removeFolder(folder));

describe('PGlite in a folder', () => {
  storeSuite(async () => {
    folder = await madeFolder();
    return {
      name: folder,
      database: openFolder(folder, { answer: (database) => serveReader(folder, createReader(database), silentLog) }),
    };
  });
});
