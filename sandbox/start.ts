import { axisSystems } from './systems/axis/index.js';
import { fhirSystems } from './systems/fhir/index.js';
import { igateSystems } from './systems/igate/index.js';
import { iofficeSystems } from './systems/ioffice/index.js';
import { kpiSystems } from './systems/kpi/index.js';
import { landSystems } from './systems/land/index.js';
import { startSystem, type RunningSystem, type SandboxSystem } from './system.js';
import { createWorld } from './world/index.js';
import type { World } from './world/types.js';

export interface SandboxOptions {
  /** Multiplies the volume: 1 is 2,400 people and 6,000 dossiers. */
  readonly scale: number;
  readonly latencyMs: number;
  /** While the hub watches for changes, a dossier goes on and a figure is handed in this often; 0: nothing moves by itself. */
  readonly movesEveryMs?: number;
}

/** Every system of the sandbox, over one world. */
export const systemsOf = (world: World, moving: { readonly movesEveryMs?: number } = {}): SandboxSystem[] => [
  ...[iofficeSystems, axisSystems, fhirSystems, landSystems].flatMap((create) => create(world)),
  ...[igateSystems, kpiSystems].flatMap((create) => create(world, moving)),
];

/** Starts them all, each on a free loopback port. */
export async function startSandbox({ scale, latencyMs, ...moving }: SandboxOptions): Promise<RunningSystem[]> {
  return Promise.all(systemsOf(createWorld({ scale }), moving).map((system) => startSystem(system, { latencyMs })));
}
