/**
 * How the WebAssembly build runs. One thread, since a product is cut among threads and summed in other blocks then; more
 * cores work on more sequences. All of it is part of the determinism class.
 */
export const WASM_SESSION_OPTIONS = {
  executionProviders: ['wasm'],
  graphOptimizationLevel: 'all',
  executionMode: 'sequential',
  enableCpuMemArena: true,
  enableMemPattern: true,
  interOpNumThreads: 1,
  intraOpNumThreads: 1,
  logSeverityLevel: 3,
} as const;
