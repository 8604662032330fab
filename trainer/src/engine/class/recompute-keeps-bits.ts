/**
 * Whether a job of a class has the same bits however its activations come to the backward half. OpenVINO fuses other
 * operations in a graph that also gives what is kept, so that there the rule that everyone follows must decide.
 */
export function recomputeKeepsBits(className: string): boolean {
  return !className.startsWith('exact:openvino/');
}
