import { fields } from './field.js';
import { serveSubgraphs } from './serve.js';

// Run by field.ts: subgraphs in a process of their own. It ends when the one that started it is gone.
process.on('disconnect', () => process.exit(0));
process.send!(await serveSubgraphs(fields[process.argv[2] as keyof typeof fields]));
