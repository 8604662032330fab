import { setTimeout as sleep } from 'node:timers/promises';
import { indexStatus } from './index-status.ts';

/** The index did not reach a block in time, or stopped at a failing handler before it. */
export class IndexBehindError extends Error {
  override readonly name = 'IndexBehindError';
  readonly wantedBlock: bigint;
  readonly waitedMs: number;
  readonly hasIndexingErrors: boolean;

  constructor(facts: { wantedBlock: bigint; waitedMs: number; hasIndexingErrors: boolean; cause?: unknown }) {
    const why = facts.hasIndexingErrors
      ? 'a handler failed before it'
      : `after ${Math.round(facts.waitedMs)} ms`;
    super(`the index has not reached block ${facts.wantedBlock}: ${why}`, { cause: facts.cause });
    this.wantedBlock = facts.wantedBlock;
    this.waitedMs = facts.waitedMs;
    this.hasIndexingErrors = facts.hasIndexingErrors;
  }
}

/** Which index must reach which block. */
export type WaitForIndexParameters = {
  /** Its GraphQL URL. */
  url: string;
  /** Number of the block whose events must be queryable. */
  block: bigint;
  /** @default 30_000 */
  timeoutMs?: number;
  /** @default 50 */
  pollMs?: number;
  signal?: AbortSignal;
};

/**
 * Waits until an index has taken in a block.
 *
 * @returns How long that took, in milliseconds.
 * @throws IndexBehindError when it fails or takes too long.
 */
export async function waitForIndex(parameters: WaitForIndexParameters): Promise<number> {
  const { url, block: wantedBlock, timeoutMs = 30_000, pollMs = 50, signal } = parameters;
  const startedMs = performance.now();
  let cause: unknown;
  for (;;) {
    signal?.throwIfAborted();
    const status = await indexStatus(url).catch((error: unknown) => {
      cause = error;
      return undefined;
    });
    const waitedMs = performance.now() - startedMs;
    if (status && BigInt(status.block) >= wantedBlock) return waitedMs;
    const hasIndexingErrors = status?.hasIndexingErrors ?? false;
    if (hasIndexingErrors || waitedMs > timeoutMs) {
      throw new IndexBehindError({ wantedBlock, waitedMs, hasIndexingErrors, cause });
    }
    await sleep(pollMs, undefined, { signal });
  }
}
