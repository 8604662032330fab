/** What is known of one executor on this machine. */
export type ExecutorFinding = {
  /** `openvino-bf16`, `openvino-f32`, `ort-cpu`, `wasm`, `ort-webgpu`. */
  executor: string;
  /**
   * `passed`: its gradients were checked, now or before, and are right. `failed`: they are not, or it does not run.
   * `absent`: its library is not here, or the CPU lacks what it is for.
   */
  state: 'passed' | 'failed' | 'absent';
  /** Why it is absent or has failed. */
  reason?: string;
  /** Its determinism class; absent unless it has passed. */
  class?: string;
};

/** What was found and checked, fastest first, and what `auto` takes: the first that has passed. */
export type ExecutorReport = {
  findings: ExecutorFinding[];
  /** Undefined when nothing can train here. */
  chosen?: { executor: string; class: string };
};
