import type { InferenceSession } from 'onnxruntime-node';

/**
 * The options of every training session. They change bits, so their digest is part of the determinism class.
 * That holds for the number of threads too: a product is cut among them, and a narrow share of it is summed in other
 * blocks. So a session has one, and more cores work on more sequences.
 */
export const ORT_SESSION_OPTIONS = {
  executionProviders: ['cpu'],
  graphOptimizationLevel: 'all',
  executionMode: 'sequential',
  enableCpuMemArena: true,
  enableMemPattern: true,
  interOpNumThreads: 1,
  intraOpNumThreads: 1,
  logSeverityLevel: 3,
} as const satisfies InferenceSession.SessionOptions;
