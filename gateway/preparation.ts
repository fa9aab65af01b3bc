import { createHash } from 'node:crypto';
import { print, type DocumentNode, type OperationDefinitionNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import { asksForSchema } from './introspection.js';
import type { Charter, Decisions } from './rights/decisions.js';
import { expandOperation } from './rights/expand.js';
import { filterOperation, type Filtered } from './rights/filter.js';
import { relevantRules, type Relevant } from './rights/relevant.js';

interface Asked {
  readonly document: DocumentNode;
  readonly operationName: string | null;
  /** Hash of the document's text. */
  readonly hash: string;
}

/** What is planned for one outcome of the decisions. */
export interface Prepared {
  readonly filtered: Filtered | null;
  readonly document: DocumentNode | null;
  readonly key: string;
}

/** What an operation is, whoever asks it. */
export interface Analysis {
  /** The operation with its fragments written out. */
  readonly operation: OperationDefinitionNode;
  readonly relevant: Relevant;
  readonly asksForSchema: boolean;
}

/** Does once what depends on the operation alone, and once for each outcome of decisions what depends on those. */
export function createPreparation(charter: Charter) {
  const { schema } = charter;
  const analyses = new LRUCache<string, Analysis>({ max: 1_000 });
  const prepared = new LRUCache<string, Prepared>({ max: 2_000 });

  function analysisOf({ document, operationName, hash }: Asked): Analysis {
    const name = `${hash} ${operationName ?? ''}`;
    const known = analyses.get(name);
    if (known) return known;
    const operation = expandOperation(document, operationName);
    const made = { operation, relevant: relevantRules(schema, charter, operation), asksForSchema: asksForSchema(operation) };
    analyses.set(name, made);
    return made;
  }

  function prepare({ hash, operationName, document: asked }: Asked, { operation }: Analysis, decisions: Decisions): Prepared {
    // The decisions on what this operation touches, and no other right of the caller's.
    const name = `${hash} ${operationName ?? ''} ${decisions.key}`;
    const known = prepared.get(name);
    if (known) return known;
    const filtered = filterOperation(schema, decisions, operation);
    const document = filtered ? filtered.document : asked;
    const key = filtered && document ? createHash('sha256').update(print(document)).digest('hex') : hash;
    const made = { filtered, document, key };
    prepared.set(name, made);
    return made;
  }
  return { analysisOf, prepare };
}
