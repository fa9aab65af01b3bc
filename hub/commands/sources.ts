import 'reflect-metadata';
import { runSources } from '../sources/command.js';

// What operators do with sources, without the hub: npm run -s sources -- check
// Whoever reads may leave before the end.
process.stdout.on('error', () => {});
process.exitCode = await runSources(process.argv.slice(2), process.env, { out: process.stdout, err: process.stderr });
