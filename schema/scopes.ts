import { Authorized, Directive } from 'type-graphql';
import type { Scope } from '../auth/scopes.js';

/** Outer list: any of; inner list: all of. A bare scope is a list of one. */
export type AnyOf = readonly (Scope | readonly Scope[])[];

const lists = (anyOf: AnyOf): string[][] => anyOf.map((entry) => (typeof entry === 'string' ? [entry] : [...entry]));
const directive = (anyOf: AnyOf) => Directive(`@requiresScopes(scopes: ${JSON.stringify(lists(anyOf))})`);

/** On a field or query: who may read it. Written into the SDL for the gateway's filter, and checked again by the subgraph itself. */
export function Scopes(...anyOf: AnyOf): MethodDecorator & PropertyDecorator {
  return (target: object, key: string | symbol, descriptor?: PropertyDescriptor) => {
    directive(anyOf)(target, key, descriptor as never);
    Authorized(lists(anyOf).map((all) => all.join(' ')))(target, key, descriptor as never);
  };
}

/** On an object type: who may read anything of it, by whatever field they come. */
export const TypeScopes = (...anyOf: AnyOf): ClassDecorator => directive(anyOf);
