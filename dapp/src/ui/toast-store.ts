/** A short message about something that has happened. */
export type Toast = {
  id: number;
  tone: 'ok' | 'info' | 'danger';
  title: string;
  body?: string | undefined;
};

const LIFETIME_MS = 8_000;
let toasts: readonly Toast[] = [];
let nextId = 1;
const listeners = new Set<() => void>();

/** Shows a toast for a few seconds. What it says must also stand somewhere on a page. */
export function showToast(toast: Omit<Toast, 'id'>): void {
  const id = nextId++;
  publish([...toasts, { ...toast, id }]);
  setTimeout(() => dismissToast(id), LIFETIME_MS);
}

/** Takes a toast away. */
export function dismissToast(id: number): void {
  publish(toasts.filter((toast) => toast.id !== id));
}

/** The toasts on show, oldest first. */
export function currentToasts(): readonly Toast[] {
  return toasts;
}

/** Calls `listener` after every change until the returned function is called. */
export function subscribeToasts(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function publish(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}
