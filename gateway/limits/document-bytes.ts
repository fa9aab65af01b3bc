import { Kind, type DocumentNode, type SelectionSetNode } from 'graphql';

// Measured with the hub's named operations and with documents of short names, where a character takes most.
const perCharacter = 75;
const perSelection = 300;
const perFilteredCharacter = 40;
const perSchemaCharacter = 5;
const base = 1_024;

/** About what a parsed document takes, its tokens included: whatever holds a node of it holds them all. */
export const documentBytes = ({ loc }: DocumentNode): number => base + (loc?.end ?? 0) * perCharacter;

/** About what a selection takes in which fragments are written out. */
export const selectionBytes = (set: SelectionSetNode): number =>
  set.selections.reduce(
    (sum, node) =>
      sum + perSelection + (node.kind !== Kind.FRAGMENT_SPREAD && node.selectionSet ? selectionBytes(node.selectionSet) : 0),
    0,
  );

/** About what a schema of so many characters of SDL takes. */
export const schemaBytes = (sdl: string): number => sdl.length * perSchemaCharacter;

/** About what takes an operation that was filtered, by its text, and the shape along which its answer is completed. */
export const shapeBytes = (filtered: string): number => filtered.length * perFilteredCharacter;
