import { ExecutorError } from './executor-error.ts';
import type { Executor } from './executor.ts';
import { ortNative } from './ort-native.ts';
import { ORT_SESSION_OPTIONS } from './ort-session-options.ts';

/** The call that fails where there is no GPU that WebGPU can use. */
export const ADAPTER_CALL = 'requestAdapter';

/**
 * ONNX Runtime on a GPU through WebGPU (Dawn: Vulkan, Metal or Direct3D 12), in f32. Only where it is asked for: GPUs
 * sum in orders of their own, so no two need give the same bits, and inputs are copied to the GPU for every graph.
 *
 * @throws ExecutorError with `ADAPTER_CALL`, from the first graph on, where there is no such GPU.
 */
export function ortWebGpu(): Executor {
  const executor = ortNative('ort-webgpu', { ...ORT_SESSION_OPTIONS, executionProviders: ['webgpu'] });
  return {
    ...executor,
    compile: (graph) =>
      executor.compile(graph).catch((error: Error) => {
        const hasAdapter = !/WebGPU adapter/i.test(error.message);
        if (hasAdapter) throw new ExecutorError('ort-webgpu', 'compile', error.message);
        throw new ExecutorError('ort-webgpu', ADAPTER_CALL, 'this machine has no GPU that WebGPU can use');
      }),
  };
}
