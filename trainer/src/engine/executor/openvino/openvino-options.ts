import type { Precision } from '../executor-choice.ts';

/**
 * How every training graph is compiled. The options change bits, so they are part of the determinism class.
 * One thread and one stream each: more cores work on more sequences, as with the other executors. Threads are not pinned
 * to cores, or all lanes of a process would share the first one.
 */
export function openVinoOptions(precision: Precision): Readonly<Record<string, string>> {
  return {
    INFERENCE_PRECISION_HINT: precision,
    PERFORMANCE_HINT: 'LATENCY',
    INFERENCE_NUM_THREADS: '1',
    NUM_STREAMS: '1',
    ENABLE_CPU_PINNING: 'NO',
  };
}
