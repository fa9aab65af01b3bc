/** `load`'s answer, kept for `keepMs`; asked for once however many wait, and again after a failure. */
export function kept<T>(keepMs: number, load: () => Promise<T>, now: () => number = Date.now): () => Promise<T> {
  let held: { readonly answer: Promise<T>; readonly until: number } | null = null;
  return () => {
    if (held && now() < held.until) return held.answer;
    const answer = load();
    const mine = { answer, until: now() + keepMs };
    held = mine;
    answer.catch(() => {
      if (held === mine) held = null;
    });
    return answer;
  };
}
