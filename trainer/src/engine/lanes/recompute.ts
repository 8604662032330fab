/**
 * Whether a lane's backward half computes activations a second time instead of keeping them: less memory, more time, and
 * where `recomputeKeepsBits` says so the same bits. `auto`: where keeping those of the longest sequence would take too much.
 */
export type Recompute = (typeof RECOMPUTE)[number];

/** Every choice. */
export const RECOMPUTE = ['auto', 'always', 'never'] as const;

/** What a lane may keep where nobody chose. */
const KEPT_BYTES_LIMIT = 512 * 1024 ** 2;

/** Whether to, where keeping would take so many bytes in each lane. */
export function recomputes(choice: Recompute, keptBytes: number): boolean {
  return choice === 'auto' ? keptBytes > KEPT_BYTES_LIMIT : choice === 'always';
}
