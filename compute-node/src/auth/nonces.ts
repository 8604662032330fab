import { randomBytes } from 'node:crypto';

/** Sign-in nonces: made here, good once, for a short while. */
export type Nonces = {
  issue(): { nonce: string; expiresAtMs: number };
  /** Uses a nonce up; false when it is unknown, used or too old. */
  consume(nonce: string): boolean;
};

const LIFE_MS = 5 * 60_000;
const MAX_OPEN = 10_000;

/** Nonces by a clock, in ms. */
export function nonces(now: () => number): Nonces {
  const open = new Map<string, number>();
  const sweep = (): void => {
    for (const [nonce, expiresAtMs] of open) {
      if (expiresAtMs > now() && open.size <= MAX_OPEN) return;
      open.delete(nonce);
    }
  };
  return {
    issue() {
      const nonce = randomBytes(16).toString('hex');
      const expiresAtMs = now() + LIFE_MS;
      open.set(nonce, expiresAtMs);
      sweep();
      return { nonce, expiresAtMs };
    },
    consume(nonce) {
      const expiresAtMs = open.get(nonce);
      return open.delete(nonce) && expiresAtMs! > now();
    },
  };
}
