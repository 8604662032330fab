import type { Executor } from './executor.ts';
import { ortNative } from './ort-native.ts';
import { ORT_SESSION_OPTIONS } from './ort-session-options.ts';

/**
 * ONNX Runtime on the CPU for answering, in f32: several threads cut a product among them, and sleep when there is
 * none. A thread that spins takes a core from whatever else answers, and from the thread that feeds it. What a long
 * prompt needed is given back, rather than kept by each of the sessions.
 *
 * @param threads Threads of an operation.
 */
export function ortAnswering(threads: number): Executor {
  const options = {
    ...ORT_SESSION_OPTIONS,
    intraOpNumThreads: threads,
    enableCpuMemArena: false,
    extra: { session: { intra_op: { allow_spinning: '0' } } },
  };
  return { ...ortNative('ort-cpu', options), packs: true };
}
