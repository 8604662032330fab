import type { Executor } from './executor.ts';
import { ortNative } from './ort-native.ts';
import { ORT_SESSION_OPTIONS } from './ort-session-options.ts';

/**
 * The executor that is always there: ONNX Runtime on the CPU, in f32.
 *
 * @param threads Threads of an operation. Training keeps to the default, which its class stands for.
 */
export function ortCpu(threads: number = ORT_SESSION_OPTIONS.intraOpNumThreads): Executor {
  const options = { ...ORT_SESSION_OPTIONS, executionProviders: ['cpu'], intraOpNumThreads: threads };
  return { ...ortNative('ort-cpu', options), packs: true };
}
