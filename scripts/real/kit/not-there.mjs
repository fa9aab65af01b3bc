/** A server that cannot be had, and what to do about it, in one line for a person. */
export class NotThere extends Error {}
