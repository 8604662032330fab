import { createHash, randomBytes } from 'node:crypto';

/** Who is signed in. `account`: `0x…` or SS58. */
export type Session = { account: string; scheme: 'siwe' | 'siws'; expiresAtMs: number };

/** Sessions, found by their token. Only a hash of the token is kept. */
export type Sessions = {
  open(account: string, scheme: Session['scheme']): Session & { token: string };
  find(token: string): Session | undefined;
};

const LIFE_MS = 12 * 60 * 60_000;
const MAX_OPEN = 10_000;

/** Sessions by a clock, in ms. */
export function sessions(now: () => number): Sessions {
  const open = new Map<string, Session>();
  const keyOf = (token: string): string => createHash('sha256').update(token).digest('hex');
  return {
    open(account, scheme) {
      const token = randomBytes(32).toString('base64url');
      const session = { account, scheme, expiresAtMs: now() + LIFE_MS };
      open.set(keyOf(token), session);
      if (open.size > MAX_OPEN) open.delete(open.keys().next().value!);
      return { ...session, token };
    },
    find(token) {
      const key = keyOf(token);
      const session = open.get(key);
      if (session === undefined || session.expiresAtMs > now()) return session;
      open.delete(key);
      return undefined;
    },
  };
}
