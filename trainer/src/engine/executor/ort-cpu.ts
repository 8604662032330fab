import type { Graph } from '../graph/graph.ts';
import { encodeModel } from '../onnx/encode-model.ts';
import type { Executor, Program } from './executor.ts';
import { ORT_SESSION_OPTIONS } from './ort-session-options.ts';
import type { Tensor } from './tensor.ts';

// Read by the native library when it is loaded: without it telemetry files appear in the home folder.
process.env['ORT_DISABLE_TELEMETRY'] = '1';
const ort = await import('onnxruntime-node');

/** Version of the native library. */
export const ORT_VERSION: string = ort.env.versions.node ?? ort.env.versions.common;

/**
 * The executor that is always there: ONNX Runtime on the CPU, in f32.
 *
 * @param threads Threads of an operation. Training keeps to the default, which its class stands for.
 */
export function ortCpu(threads: number = ORT_SESSION_OPTIONS.intraOpNumThreads): Executor {
  return {
    id: 'ort-cpu',
    version: ORT_VERSION,
    precision: 'f32',
    async compile(graph: Graph): Promise<Program> {
      const options = { ...ORT_SESSION_OPTIONS, executionProviders: ['cpu'], intraOpNumThreads: threads };
      const session = await ort.InferenceSession.create(encodeModel(graph), options);
      return {
        async run(inputs, outputs) {
          await session.run(wrapAll(inputs), wrapAll(outputs));
        },
        release: () => session.release(),
      };
    },
  };
}

const wrapped = new WeakMap<Tensor, InstanceType<typeof ort.Tensor>>();

function wrapAll(tensors: Readonly<Record<string, Tensor>>): Record<string, InstanceType<typeof ort.Tensor>> {
  return Object.fromEntries(Object.entries(tensors).map(([name, tensor]) => [name, wrap(tensor)]));
}

/** The library's own view of a tensor's memory, made once. */
function wrap(tensor: Tensor): InstanceType<typeof ort.Tensor> {
  let view = wrapped.get(tensor);
  if (!view) {
    view = viewOf(tensor);
    wrapped.set(tensor, view);
  }
  return view;
}

function viewOf({ data, shape }: Tensor): InstanceType<typeof ort.Tensor> {
  if (data instanceof Float32Array) return new ort.Tensor('float32', data, shape);
  if (data instanceof BigInt64Array) return new ort.Tensor('int64', data, shape);
  throw new TypeError('ort-cpu takes no bfloat16');
}
