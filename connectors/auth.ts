export type AuthHeaders = Readonly<Record<string, string>>;

/** How requests to a source are signed in. */
export interface Auth {
  /** What a request bears. */
  headers(): Promise<AuthHeaders>;
  /** The source took `headers` no longer: whether others may be had. */
  refused(headers: AuthHeaders): boolean;
  close(): Promise<void>;
}

/** The same words with every request. */
export const fixedAuth = (headers: AuthHeaders): Auth => ({
  headers: async () => headers,
  refused: () => false,
  close: async () => undefined,
});

/** Both at once; where they would use the same header, `inner` does. */
export const together = (outer: Auth, inner: Auth): Auth => ({
  headers: async () => ({ ...(await outer.headers()), ...(await inner.headers()) }),
  refused: (headers) => [outer.refused(headers), inner.refused(headers)].includes(true),
  close: async () => {
    await Promise.all([outer.close(), inner.close()]);
  },
});
