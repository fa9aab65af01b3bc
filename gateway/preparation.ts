import { createHash } from 'node:crypto';
import { print, type DocumentNode, type OperationDefinitionNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import { createDeferrals, defersIn, type Deferral } from './defer/deferral.js';
import { createAgeless } from './freshness.js';
import { asksForSchema } from './introspection.js';
import { documentBytes, selectionBytes, shapeBytes } from './limits/document-bytes.js';
import { memoryLimits } from './limits/limits.js';
import type { Charter, Decisions } from './rights/decisions.js';
import { expandOperation } from './rights/expand.js';
import { filterOperation } from './rights/filter.js';
import { withPlainFragments } from './rights/plain-fragments.js';
import { relevantRules, type Relevant } from './rights/relevant.js';
import type { Shape } from './rights/shape.js';

interface Asked {
  readonly document: DocumentNode;
  readonly operationName: string | null;
  /** Hash of the document's text. */
  readonly hash: string;
}

/** What is planned for one outcome of the decisions. */
export interface Prepared {
  /** What may be fetched; null when nothing is left. */
  readonly document: DocumentNode | null;
  /** Along which the answer is completed; null where there are no rules, and nothing to complete. */
  readonly shape: Shape | null;
  /** Names the document: equal keys, equal plans. */
  readonly key: string;
}

/** What an operation is, whoever asks it. */
export interface Analysis {
  /** The operation with its fragments written out. */
  readonly operation: OperationDefinitionNode;
  readonly relevant: Relevant;
  readonly asksForSchema: boolean;
  /** It holds `@defer`. */
  readonly defers: boolean;
}

/** Does once what depends on the operation alone, and once for each outcome of decisions what depends on those. */
export function createPreparation(charter: Charter) {
  const { schema } = charter;
  const resolve = createDeferrals();
  const unrestricted = charter.rules.size === 0 && charter.personalData.size === 0;
  const analyses = new LRUCache<string, Analysis>({ max: 1_000, maxSize: memoryLimits.analysedBytes });
  const prepared = new LRUCache<string, Prepared>({ max: 2_000, maxSize: memoryLimits.preparedBytes });

  function analysisOf({ document, operationName, hash }: Asked): Analysis {
    const name = `${hash} ${operationName ?? ''}`;
    const known = analyses.get(name);
    if (known) return known;
    const operation = withPlainFragments(schema, expandOperation(document, operationName));
    const made = {
      operation,
      relevant: relevantRules(schema, charter, operation),
      asksForSchema: asksForSchema(operation),
      defers: defersIn(operation).length > 0,
    };
    analyses.set(name, made, { size: documentBytes(document) + selectionBytes(operation.selectionSet) });
    return made;
  }

  function prepare({ hash, operationName, document: asked }: Asked, { operation }: Analysis, decisions: Decisions): Prepared {
    if (unrestricted) return { document: asked, shape: null, key: hash };
    // The decisions on what this operation touches, and no other right of the caller's.
    const name = `${hash} ${operationName ?? ''} ${decisions.key}`;
    const known = prepared.get(name);
    if (known) return known;
    const filtered = filterOperation(charter, decisions, operation);
    const text = filtered.document ? print(filtered.document) : '';
    const made = { ...filtered, key: text && createHash('sha256').update(text).digest('hex') };
    prepared.set(name, made, { size: documentBytes(asked) + shapeBytes(text) });
    return made;
  }

  /** What of an operation's `@defer` holds; `inParts`: may it be answered so? */
  function deferralOf(
    asked: Asked,
    analysis: Analysis,
    variables: Readonly<Record<string, unknown>>,
    inParts: boolean,
  ): Deferral & { readonly analysis: Analysis } {
    if (!analysis.defers) return { asked, analysis, labels: null };
    const deferral = resolve(asked, analysis.operation, variables, inParts);
    return { ...deferral, analysis: analysisOf(deferral.asked) };
  }
  return { agelessOf: createAgeless(), analysisOf, deferralOf, prepare };
}
