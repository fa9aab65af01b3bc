import { runAccessLog } from './access-log/run.js';

// What auditors and operators do with the access log, without the hub: npm run -s access-log -- verify
// Whoever reads may leave before the end.
process.stdout.on('error', () => {});
process.exitCode = await runAccessLog(process.argv.slice(2), process.env, { out: process.stdout, err: process.stderr });
