import type { Executor } from './executor.ts';
import type { ExecutorChoice } from './executor-choice.ts';

/**
 * Opens an executor. Native libraries are loaded only now, and only those of the one that is asked for.
 *
 * @throws ExecutorError when its libraries do not load.
 */
export async function openExecutor(choice: ExecutorChoice): Promise<Executor> {
  switch (choice.name) {
    case 'ort-cpu':
      return (await import('./ort-cpu.ts')).ortCpu();
    case 'openvino':
      return (await import('./openvino/openvino.ts')).openVino(choice.libraryDir, choice.precision);
    case 'ort-webgpu':
      return (await import('./ort-webgpu.ts')).ortWebGpu();
    case 'wasm': {
      const { readWasm } = await import('./wasm/read-wasm.ts');
      return (await import('./wasm/wasm.ts')).wasm(readWasm);
    }
  }
}
