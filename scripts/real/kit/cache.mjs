import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where servers are kept once they are fetched and built: outside the tree. */
export const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'lien-thong-hub', 'real');
