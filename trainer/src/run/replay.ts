import { openReplay } from './open-replay.ts';
import type { ReplayedLeaf } from './open-replay.ts';
import type { TrainRequest } from './train-request.ts';

/**
 * Computes one leaf of a job's trace again, and leaf 0 with it, since a leaf is right only for the inputs that the trace
 * begins with. Both halves are there: the state's hash and the secret behind the seal.
 *
 * @param index Its place in the trace.
 * @param state The encoded state that it follows: a checkpoint of the trace.
 * @throws as {@link openReplay} and its `replay`.
 */
export async function replay(
  request: TrainRequest,
  index: number,
  state: Uint8Array | undefined,
  options: { workDir?: string; signal?: AbortSignal } = {},
): Promise<{ leaf: ReplayedLeaf; inputs: ReplayedLeaf }> {
  const opened = await openReplay(request, options);
  try {
    return { leaf: await opened.replay(index, state), inputs: opened.inputs };
  } finally {
    await opened.close();
  }
}
