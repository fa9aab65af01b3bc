import type { Checkpoint } from '../checkpoint.js';

/** Another place that keeps checkpoints, out of reach of whoever could rewrite the log. */
export interface Anchor {
  /** Names it in the log and in its folder: small letters, digits and hyphens. */
  readonly name: string;
  /** Resolves once the checkpoint is kept there; rejects otherwise, and when `signal` aborts. The same checkpoint may come twice. */
  publish(checkpoint: Checkpoint, signal: AbortSignal): Promise<void>;
}
