import type { ExecutorChoice } from '../executor/executor-choice.ts';

/** Whether lanes of an executor are threads. A GPU belongs to the thread that opened it, and takes one graph at a time. */
export const worksInThread = ({ name }: ExecutorChoice): boolean => name !== 'ort-webgpu';
