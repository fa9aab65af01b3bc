/** A query as it came, by GET or POST: every parameter as text. */
export type Form = Readonly<Record<string, string>>;
