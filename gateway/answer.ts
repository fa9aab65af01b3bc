import { createHash } from 'node:crypto';
import { getOperationAST, getVariableValues, print, type DocumentNode, type ExecutionResult } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Caller } from '../auth/caller.js';
import { HubError } from '../core/errors.js';
import { badRequest } from './bad-request.js';
import type { Engine } from './engine/engine.js';
import { completeResult } from './rights/complete.js';
import { filterOperation, type Filtered } from './rights/filter.js';
import type { Rights, Rules } from './rights/rules.js';

export interface Question {
  readonly document: DocumentNode;
  readonly operationName: string | null;
  /** Hash of the document's text. */
  readonly hash: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Null where nobody signs in: a supergraph without rules, on loopback. */
  readonly caller: Caller | null;
}

interface Prepared {
  readonly filtered: Filtered | null;
  readonly document: DocumentNode | null;
  readonly key: string;
}

/** The way of a question: rights filter → plan and fetch → denied fields put back as nulls with errors. */
export function createAnswerer(engine: Engine, rules: Rules, timeoutMs: number) {
  const prepared = new LRUCache<string, Prepared>({ max: 1_000 });

  function prepare({ document, operationName, hash, caller }: Question): Prepared {
    const rights = rightsOf(caller);
    const cacheKey = [hash, operationName ?? '', ...[...rights.scopes].toSorted()].join(' ');
    const known = prepared.get(cacheKey);
    if (known) return known;
    const filtered = filterOperation(engine.apiSchema, rules, rights, document, operationName);
    const left = filtered ? filtered.document : document;
    const key = filtered && left ? createHash('sha256').update(print(left)).digest('hex') : hash;
    const made = { filtered, document: left, key };
    prepared.set(cacheKey, made);
    return made;
  }

  return async (question: Question): Promise<ExecutionResult> => {
    const variables = coerced(engine, question);
    const { filtered, document, key } = prepare(question);
    const { operationName, caller } = question;
    const result: ExecutionResult = document
      ? await engine.execute({ document, operationName, key, variables, caller, signal: AbortSignal.timeout(timeoutMs) })
      : { data: {} };
    return filtered ? completeResult(result, filtered.shape, variables) : result;
  };
}

const rightsOf = (caller: Caller | null): Rights => ({
  authenticated: caller !== null,
  scopes: new Set(caller?.grants.keys() ?? []),
});

/** The variables, checked against their types. Their values stay out of the message: they may be personal. */
function coerced(engine: Engine, { document, operationName, variables }: Question): Record<string, unknown> {
  const operation = getOperationAST(document, operationName);
  if (!operation) throw badRequest('The document does not hold the operation to run, or holds several.');
  const { errors, coerced: values } = getVariableValues(engine.apiSchema, operation.variableDefinitions ?? [], variables, {
    maxErrors: 1,
  });
  if (!errors) return { ...values };
  const argument = /"\$(\w+)/.exec(errors[0]!.message)?.[1] ?? 'variables';
  const type = operation.variableDefinitions?.find(({ variable }) => variable.name.value === argument)?.type;
  const message = `Argument "${argument}": not a value of type ${type ? print(type) : 'the operation asks for'}.`;
  throw badRequest(new HubError('BAD_USER_INPUT', message, { argument }));
}
