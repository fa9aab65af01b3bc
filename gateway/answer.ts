import { createHash } from 'node:crypto';
import {
  getOperationAST,
  getVariableValues,
  print,
  type DocumentNode,
  type ExecutionResult,
  type OperationDefinitionNode,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Caller } from '../auth/caller.js';
import type { Policy } from '../auth/policies.js';
import { roles } from '../auth/roles.js';
import { HubError } from '../core/errors.js';
import { badRequest } from './bad-request.js';
import type { Engine } from './engine/engine.js';
import { answerFromView, asksForSchema } from './introspection.js';
import { completeResult, type Explain } from './rights/complete.js';
import { decide } from './rights/decisions.js';
import { expandOperation } from './rights/expand.js';
import { filterOperation, type Filtered } from './rights/filter.js';
import { relevantRules, type Relevant } from './rights/relevant.js';
import type { Rules } from './rights/rules.js';
import type { View } from './rights/view.js';

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

interface Analysis {
  /** The operation with its fragments written out. */
  readonly operation: OperationDefinitionNode;
  readonly relevant: Relevant;
  readonly asksForSchema: boolean;
}

export interface AnswererOptions {
  readonly rules: Rules;
  readonly policies: Readonly<Record<string, Policy>>;
  /** The schema as a caller may see it. */
  readonly viewOf: (caller: Caller | null) => View;
  readonly timeoutMs: number;
}

/** The way of a question: rights filter → plan and fetch → denied fields put back as nulls with errors. */
export function createAnswerer(engine: Engine, { rules, policies, viewOf, timeoutMs }: AnswererOptions) {
  const schema = engine.apiSchema;
  const analyses = new LRUCache<string, Analysis>({ max: 1_000 });
  const prepared = new LRUCache<string, Prepared>({ max: 2_000 });

  function analysisOf({ document, operationName, hash }: Question): Analysis {
    const name = `${hash} ${operationName ?? ''}`;
    const known = analyses.get(name);
    if (known) return known;
    const operation = expandOperation(document, operationName);
    const made = { operation, relevant: relevantRules(schema, rules, operation), asksForSchema: asksForSchema(operation) };
    analyses.set(name, made);
    return made;
  }

  function prepare(question: Question, variables: Readonly<Record<string, unknown>>): Prepared {
    const { operation, relevant } = analysisOf(question);
    const decisions = decide(schema, rules, relevant, policies, { caller: question.caller, variables });
    // The decisions on what this operation touches, and no other right of the caller's.
    const name = `${question.hash} ${question.operationName ?? ''} ${decisions.key}`;
    const known = prepared.get(name);
    if (known) return known;
    const filtered = filterOperation(schema, decisions, operation);
    const document = filtered ? filtered.document : question.document;
    const key = filtered && document ? createHash('sha256').update(print(document)).digest('hex') : question.hash;
    const made = { filtered, document, key };
    prepared.set(name, made);
    return made;
  }

  return async (question: Question): Promise<ExecutionResult> => {
    const variables = coerced(engine, question);
    if (analysisOf(question).asksForSchema)
      return answerFromView(viewOf(question.caller), question.document, question.operationName, variables);
    const { filtered, document, key } = prepare(question, variables);
    const { operationName, caller } = question;
    const result: ExecutionResult = document
      ? await within(timeoutMs, (signal) => engine.execute({ document, operationName, key, variables, caller, signal }))
      : { data: {} };
    return filtered ? completeResult(result, filtered.shape, variables, explainTo(caller, rules)) : result;
  };
}

/** Runs `work` with a signal that fires after `timeoutMs`, and is let go of as soon as the work is done. */
async function within<T>(timeoutMs: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const deadline = new AbortController();
  const timer = setTimeout(() => deadline.abort(), timeoutMs);
  try {
    return await work(deadline.signal);
  } finally {
    clearTimeout(timer);
  }
}

/** Auditors and operators are told which rule refuses what they asked; to everyone else a refusal is a refusal. */
function explainTo(caller: Caller | null, rules: Rules): Explain {
  if (!caller?.roles.some((role) => Object.hasOwn(roles, role) && roles[role]!.mayKnowReasons)) return () => undefined;
  return (coordinate) => {
    const { scopes, policies } = rules.get(coordinate)!;
    return { coordinate, scopes, ...(policies.flat().length > 0 && { policies }) };
  };
}

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
