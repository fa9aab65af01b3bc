import { openStore } from '../../gateway/access-log/store/open.js';

// Holds a folder as a running hub does, until it is told to end: its folder, and its log.
const [folder = '', log = ''] = process.argv.slice(2);
const store = openStore(folder);
await store.open(log);
process.once('message', () => void store.close().then(() => process.exit(0)));
process.send?.('held');
