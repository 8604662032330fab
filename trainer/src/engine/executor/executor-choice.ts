/** Arithmetic of an executor. */
export type Precision = 'f32' | 'bf16';

/** An executor by name, with what it takes to open it; can be sent to another thread. */
export type ExecutorChoice =
  | { readonly name: 'ort-cpu' }
  | { readonly name: 'wasm' }
  | { readonly name: 'ort-webgpu' }
  | {
      readonly name: 'openvino';
      readonly precision: Precision;
      /** Folder of the native libraries. */
      readonly libraryDir: string;
    };

/** An executor as people read it: `ort-cpu`, `openvino-bf16`. */
export function executorName(choice: ExecutorChoice): string {
  return choice.name === 'openvino' ? `openvino-${choice.precision}` : choice.name;
}
