import 'reflect-metadata';
import { openConfig } from './config.js';
import { assertPortFree } from './port.js';
import { describeHub } from './describe.js';
import { watchParents } from './parent-watch.js';
import { startSandboxProcess } from './sandbox-process.js';

const json = process.argv.includes('--json');
const began = performance.now();
try {
  const config = await openConfig(process.env);
  await assertPortFree(config.host, config.port);
  // The sandbox starts on the other core while this one reads the engine and the subgraphs, which takes a second or two.
  const sandbox = config.sources ? null : startSandboxProcess(config.sandbox);
  sandbox?.catch(() => undefined);
  const { startHub } = await import('./start.js');
  let ending = false;
  const started = startHub(config, sandbox);
  const end = async () => {
    if (ending) return;
    ending = true;
    await started.then((hub) => hub.stop()).catch(() => undefined);
    process.exit(0);
  };
  process.on('SIGINT', () => void end());
  process.on('SIGTERM', () => void end());
  if (process.env['npm_lifecycle_event']) watchParents(() => void end());
  const hub = await started;
  console.log(describeHub(hub, { json, seconds: (performance.now() - began) / 1000 }));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
