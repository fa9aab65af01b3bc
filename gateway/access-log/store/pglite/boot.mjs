// The start of the thread. The loader for TypeScript reaches no thread by a flag (Node 20): it is registered here.
import { register } from 'tsx/esm/api';

register();
await import('./worker.ts');
