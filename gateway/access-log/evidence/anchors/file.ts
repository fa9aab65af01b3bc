import type { Anchor } from './anchor.js';
import { keep } from './kept.js';

/** Keeps checkpoints in a folder: one that another machine owns, or that is copied away. */
export function createFileAnchor({ name = 'file', folder }: { readonly name?: string; readonly folder: string }): Anchor {
  return {
    name,
    async publish(checkpoint, signal) {
      signal.throwIfAborted();
      await keep(folder, name, checkpoint, { note: checkpoint.note });
    },
  };
}
