import { startSandbox } from './start.js';

// The hub starts this file as a child and ends it by hanging up. By itself (`tsx sandbox/main.ts`) it serves until Ctrl-C.
const systems = await startSandbox({
  scale: Number(process.env['SANDBOX_SCALE'] ?? 1),
  latencyMs: Number(process.env['SANDBOX_LATENCY_MS'] ?? 0),
  movesEveryMs: Number(process.env['SANDBOX_MOVES_EVERY_MS'] ?? 0),
});
const sources = systems.map(({ source }) => source);
if (process.send) {
  process.on('disconnect', () => process.exit(0));
  // Ctrl-C reaches the whole group: the hub decides when its sources may go.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => process.exit(0));
  process.send({ sources });
} else {
  console.log(JSON.stringify({ sources }, null, 2));
}
