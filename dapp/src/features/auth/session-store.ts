import type { AuthSession } from '@cultivar/sdk';
import { useSyncExternalStore } from 'react';
import { useNow } from '../../lib/use-now.ts';

let session: AuthSession | undefined;
const listeners = new Set<() => void>();

/** Keeps the session in memory alone: it ends with the page, and no other script finds it in a storage. */
export function setNodeSession(next: AuthSession | undefined): void {
  session = next;
  for (const listener of listeners) listener();
}

/** The session with the node, if one was opened since the page was loaded and has not expired. */
export function useNodeSession(): AuthSession | undefined {
  const held = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => session,
  );
  const nowMs = useNow();
  return held && held.expiresAtMs > nowMs ? held : undefined;
}
