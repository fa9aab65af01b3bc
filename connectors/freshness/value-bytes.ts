import { deserialize, serialize } from 'node:v8';

/** Plain data as bytes. Throws for what is not data, such as a function. */
export const bytesOf = (value: unknown): Uint8Array => new Uint8Array(serialize(value));

/** What the bytes say, in objects of the caller's own; null where this process cannot read them. */
export function valueOf(bytes: Uint8Array): { readonly value: unknown } | null {
  try {
    // From a copy, for binary values are views of what they are read from.
    return { value: deserialize(Uint8Array.from(bytes)) as unknown };
  } catch {
    return null;
  }
}
