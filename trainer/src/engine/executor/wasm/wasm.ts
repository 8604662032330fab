import * as ort from 'onnxruntime-web/wasm';
import type { Graph } from '../../graph/graph.ts';
import { encodeModel } from '../../onnx/encode-model.ts';
import { ExecutorError } from '../executor-error.ts';
import type { Executor, Program } from '../executor.ts';
import type { Tensor } from '../tensor.ts';
import { WASM_RELEASE } from './wasm-release.ts';
import { WASM_SESSION_OPTIONS } from './wasm-session-options.ts';
import { toHex } from '../../../hash/to-hex.ts';

/**
 * ONNX Runtime in WebAssembly, in f32: the same bits on every machine, in Node and in a browser.
 *
 * @param readBinary The bytes of the release's `.wasm` file; asked for when the first graph is compiled.
 */
export function wasm(readBinary: () => Promise<Uint8Array>): Executor {
  let ready: Promise<void> | undefined;
  return {
    id: 'wasm',
    version: WASM_RELEASE.version,
    precision: 'f32',
    async compile(graph: Graph): Promise<Program> {
      await (ready ??= prepare(readBinary));
      // The library writes into the options that it is given.
      const options = structuredClone(WASM_SESSION_OPTIONS);
      const session = await ort.InferenceSession.create(encodeModel(graph), options);
      return {
        async run(inputs, outputs) {
          const feeds = Object.fromEntries(
            Object.entries(inputs).map(([name, value]) => [name, wrap(value)]),
          );
          // This build ignores the memory of outputs that it is given, so what it returns is copied.
          const results = await session.run(feeds, Object.keys(outputs));
          for (const [name, { data }] of Object.entries(outputs)) {
            const result = results[name]!;
            (data as Float32Array).set(result.data as Float32Array);
            result.dispose();
          }
        },
        release: () => session.release(),
      };
    },
  };
}

/** Hands the library its binary, of which a thread has one. @throws ExecutorError */
async function prepare(readBinary: () => Promise<Uint8Array>): Promise<void> {
  const binary = await readBinary();
  const digest = await sha256(binary);
  if (digest !== WASM_RELEASE.sha256) {
    const expected = `${WASM_RELEASE.file} of ${WASM_RELEASE.version} is ${WASM_RELEASE.sha256}`;
    throw new ExecutorError('wasm', 'open', `${expected}, this is ${digest}`);
  }
  Object.assign(ort.env.wasm, { numThreads: 1, proxy: false, wasmBinary: binary });
}

async function sha256(bytes: Uint8Array): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>));
  return toHex(digest);
}

const wrapped = new WeakMap<Tensor, ort.Tensor>();

/** The library's own view of a tensor's memory, made once. */
function wrap(tensor: Tensor): ort.Tensor {
  let view = wrapped.get(tensor);
  if (!view) {
    view = viewOf(tensor);
    wrapped.set(tensor, view);
  }
  return view;
}

function viewOf({ data, shape }: Tensor): ort.Tensor {
  if (data instanceof Float32Array) return new ort.Tensor('float32', data, shape);
  if (data instanceof BigInt64Array) return new ort.Tensor('int64', data, shape);
  throw new TypeError('wasm takes no bfloat16');
}
