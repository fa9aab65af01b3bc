import { createHmac, timingSafeEqual } from 'node:crypto';

export interface Credentials {
  readonly username: string;
  readonly password: string;
}

const lifetimeMs = 30 * 60_000;

/** Tokens of one iOffice: given for the right name and password, good for half an hour. */
export function createSessions({ username, password }: Credentials) {
  const expiries = new Map<string, number>();
  let issued = 0;
  return {
    signIn(given: Readonly<Record<string, unknown>>): string | null {
      if (!same(String(given['username']), username) || !same(String(given['password']), password)) return null;
      const now = Date.now();
      for (const [token, expiry] of expiries) if (expiry <= now) expiries.delete(token);
      const token = createHmac('sha256', password)
        .update(`${username}:${(issued += 1)}`)
        .digest('hex');
      expiries.set(token, now + lifetimeMs);
      return token;
    },
    knows: (token: unknown): boolean => typeof token === 'string' && (expiries.get(token) ?? 0) > Date.now(),
    signOut: (token: unknown) => expiries.delete(String(token)),
  };
}

const digest = (text: string) => createHmac('sha256', 'sandbox').update(text).digest();
const same = (given: string, wanted: string) => timingSafeEqual(digest(given), digest(wanted));
