import { setImmediate as afterOthers } from 'node:timers/promises';
import { Kind, parse, validate, type DocumentNode } from 'graphql';
import { normalised } from '../engine/compiled/plans/normalise.js';
import { createPreparation } from '../preparation.js';
import type { Charter, Decisions } from '../rights/decisions.js';
import type { Service } from './served.js';

/** Has the engine make ready those of these operations that are valid for its schema, one after the other, until the signal fires. */
export async function warm({ loaded }: Service, texts: readonly string[], signal: AbortSignal): Promise<void> {
  const { plans, apiSchema } = loaded.engine;
  if (!plans) return;
  for (const text of texts) {
    // Requests go first.
    await afterOthers();
    if (signal.aborted) return;
    if (isValid(text, apiSchema)) await plans.warm(text);
  }
}

function isValid(text: string, schema: Service['loaded']['engine']['apiSchema']): boolean {
  try {
    return validate(schema, parse(text, { noLocation: true }), undefined, { maxErrors: 1 }).length === 0;
  } catch {
    return false;
  }
}

const everything: Decisions = { allows: () => true, maskOf: () => null, access: '', key: '' };

/** The operations of these documents as an engine is asked for them by whoever may read all they name. */
export const trustedForms = (charter: Charter, documents: readonly string[]): string[] =>
  documents.flatMap((text) => {
    const document = parse(text, { noLocation: true });
    return document.definitions.flatMap((node) =>
      node.kind === Kind.OPERATION_DEFINITION ? formsOf(charter, document, node.name?.value ?? null) : [],
    );
  });

/** None: the operation does not fit the schema. One that leaves something for later may be asked for in parts, and whole. */
function formsOf(charter: Charter, document: DocumentNode, operationName: string | null): string[] {
  const { agelessOf, analysisOf, deferralOf, prepare } = createPreparation(charter);
  try {
    const { asked } = agelessOf({ document, operationName, hash: '' });
    const known = analysisOf(asked);
    return (known.defers ? [false, true] : [false]).flatMap((inParts) => {
      const way = deferralOf(asked, known, {}, inParts);
      const { document: form } = prepare(way.asked, way.analysis, everything);
      return form ? [normalised(form, operationName)] : [];
    });
  } catch {
    return [];
  }
}
