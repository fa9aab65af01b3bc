import {
  GraphQLError,
  SingleFieldSubscriptionsRule,
  specifiedRules,
  validate,
  type ASTVisitor,
  type DocumentNode,
  type GraphQLSchema,
  type ValidationContext,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Caller } from '../auth/caller.js';
import { hasOwnLabels } from './defer/label-rule.js';
import { documentBytes } from './limits/document-bytes.js';
import { maxValidationErrors, memoryLimits } from './limits/limits.js';
import type { View } from './rights/view.js';
import { singleFieldSubscriptions } from './subscriptions/single-field.js';
import type { Trust } from './trusted-documents.js';

/** graphql-js looks for the root type when it executes; whoever may change nothing has no mutation to validate against. */
const hasRootType = (context: ValidationContext): ASTVisitor => ({
  OperationDefinition(node) {
    if (!context.getSchema().getRootType(node.operation))
      context.reportError(new GraphQLError(`The schema has no ${node.operation} type.`, { nodes: node }));
  },
});
const rules = [
  hasRootType,
  hasOwnLabels,
  singleFieldSubscriptions,
  ...specifiedRules.filter((rule) => rule !== SingleFieldSubscriptionsRule),
];

export interface ValidatorOptions {
  /** The whole schema, for trusted documents. */
  readonly schema: GraphQLSchema;
  readonly trusts: Trust;
  readonly viewOf: (caller: Caller | null) => View;
}

interface Asked {
  readonly document: DocumentNode;
  /** Names the document. */
  readonly hash: string;
  readonly caller: Caller | null;
}

export interface Validated {
  /** The schema as this document may speak of it. */
  readonly schema: GraphQLSchema;
  /** None: it is valid for the caller. */
  readonly faults: readonly GraphQLError[];
}

/** The faults of a document, for the client; found once for each document and view of the schema. */
export function createValidator({ schema, trusts, viewOf }: ValidatorOptions) {
  const trusted = new LRUCache<string, boolean>({ max: 2_000 });
  const valid = new LRUCache<string, true>({ max: 5_000 });
  // A fault holds the document it is of.
  const faulty = new LRUCache<string, readonly GraphQLError[]>({ maxSize: memoryLimits.faultyBytes });
  return ({ document, hash, caller }: Asked): Validated => {
    const isTrusted = trusted.get(hash) ?? trusts(document);
    trusted.set(hash, isTrusted);
    const against = isTrusted ? { schema, key: 'whole' } : viewOf(caller);
    const key = `${hash} ${against.key}`;
    const known = valid.get(key) ? none : faulty.get(key);
    if (known) return { schema: against.schema, faults: known };
    const faults = validate(against.schema, document, rules, { maxErrors: maxValidationErrors }).map(asRequestFault);
    if (faults.length === 0) valid.set(key, true);
    else faulty.set(key, faults, { size: documentBytes(document) });
    return { schema: against.schema, faults };
  };
}

const none: readonly GraphQLError[] = [];

function asRequestFault({ message, nodes = [] }: GraphQLError): GraphQLError {
  const fault = new GraphQLError(message, { nodes, extensions: { code: 'GRAPHQL_VALIDATION_FAILED', http: { status: 400 } } });
  // A stack that nobody has read holds whatever was on it: here, all that validation works with.
  fault.stack = '';
  return fault;
}
