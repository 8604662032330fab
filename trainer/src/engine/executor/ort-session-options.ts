import type { InferenceSession } from 'onnxruntime-node';

/** The options of every session. They change bits, so their digest is part of the determinism class. */
export const ORT_SESSION_OPTIONS = {
  executionProviders: ['cpu'],
  graphOptimizationLevel: 'all',
  executionMode: 'sequential',
  enableCpuMemArena: true,
  enableMemPattern: true,
  interOpNumThreads: 1,
  logSeverityLevel: 3,
} as const satisfies InferenceSession.SessionOptions;
