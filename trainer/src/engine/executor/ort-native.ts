import type * as Ort from 'onnxruntime-node';
import type { Graph } from '../graph/graph.ts';
import { encodeModel } from '../onnx/encode-model.ts';
import type { Executor, Program } from './executor.ts';
import type { Tensor } from './tensor.ts';

// Read by the native library when it is loaded: without it telemetry files appear in the home folder.
process.env['ORT_DISABLE_TELEMETRY'] = '1';
const ort = await import('onnxruntime-node');

/** Version of the native library. */
export const ORT_VERSION: string = ort.env.versions.node ?? ort.env.versions.common;

/**
 * An executor of the native library, in f32.
 *
 * @param options Session options; they name the execution provider.
 */
export function ortNative(id: string, options: Ort.InferenceSession.SessionOptions): Executor {
  return {
    id,
    version: ORT_VERSION,
    precision: 'f32',
    async compile(graph: Graph, weights = {}): Promise<Program> {
      const externalData = Object.entries(weights).map(([path, { data }]) => ({ path, data: bytesOf(data) }));
      const session = await ort.InferenceSession.create(encodeModel(graph), {
        ...options,
        ...(externalData.length > 0 ? { externalData } : {}),
      });
      return {
        async run(inputs, outputs) {
          await session.run(wrapAll(inputs), wrapAll(outputs));
        },
        release: () => session.release(),
      };
    },
  };
}

function bytesOf({ buffer, byteOffset, byteLength }: Tensor['data']): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
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
  throw new TypeError('onnxruntime takes no bfloat16');
}
