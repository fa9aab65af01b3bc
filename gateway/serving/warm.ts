import { setImmediate as afterOthers } from 'node:timers/promises';
import { Kind, parse, print, validate, type DocumentNode } from 'graphql';
import { normalised } from '../engine/compiled/plans/normalise.js';
import type { Charter, Decisions } from '../rights/decisions.js';
import { expandOperation } from '../rights/expand.js';
import { filterOperation } from '../rights/filter.js';
import { withPlainFragments } from '../rights/plain-fragments.js';
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
      node.kind === Kind.OPERATION_DEFINITION ? formOf(charter, document, node.name?.value ?? null) : [],
    );
  });

/** None: the operation does not fit the schema. */
function formOf(charter: Charter, document: DocumentNode, operationName: string | null): string[] {
  if (charter.rules.size === 0 && charter.personalData.size === 0) return [normalised(document, operationName)];
  try {
    const operation = withPlainFragments(charter.schema, expandOperation(document, operationName));
    const { document: form } = filterOperation(charter, everything, operation);
    return form ? [print(form)] : [];
  } catch {
    return [];
  }
}
