import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Graph } from '../../graph/graph.ts';
import { encodeModel } from '../../onnx/encode-model.ts';
import type { Executor, Program } from '../executor.ts';
import type { Precision } from '../executor-choice.ts';
import type { Tensor } from '../tensor.ts';
import { openVinoGraph } from './openvino-graph.ts';
import { ELEMENT_TYPES, openVinoLibrary } from './openvino-library.ts';
import type { Handle, OpenVinoLibrary } from './openvino-library.ts';
import { openVinoOptions } from './openvino-options.ts';
import { OPENVINO_RELEASE } from './openvino-release.ts';

/**
 * OpenVINO on the CPU, in f32 or bf16. Inputs and outputs are used where they lie; a call blocks its thread, which a
 * lane has to itself.
 *
 * @throws ExecutorError when the library does not load.
 */
export function openVino(libraryDir: string, precision: Precision): Executor {
  const library = openVinoLibrary(libraryDir);
  const core = library.createCore();
  const options = openVinoOptions(precision);
  const tensors = tensorHandles(library);
  return {
    id: 'openvino',
    version: OPENVINO_RELEASE.version,
    precision,
    compile(graph) {
      return Promise.resolve(compile(library, core, openVinoGraph(graph, precision), options, tensors));
    },
  };
}

function compile(
  library: OpenVinoLibrary,
  core: Handle,
  graph: Graph,
  options: Readonly<Record<string, string>>,
  handleOf: (tensor: Tensor) => Handle,
): Program {
  const bytes = encodeModel(graph);
  const model = library.readModel(core, bytes, bytes.length, null);
  const compiled = library.compileModel(core, model, options);
  library.freeModel(model);
  const request = library.createRequest(compiled);
  return {
    async run(inputs, outputs) {
      for (const tensors of [inputs, outputs]) {
        for (const [name, tensor] of Object.entries(tensors)) {
          library.setTensor(request, name, handleOf(tensor));
        }
      }
      library.infer(request);
      // Between two graphs the thread hears whether it is to stop.
      await nextTurn();
    },
    release() {
      library.freeRequest(request);
      library.freeCompiled(compiled);
      return Promise.resolve();
    },
  };
}

/** The library's view of a tensor's memory, made once and freed when nobody has the tensor any more. */
function tensorHandles(library: OpenVinoLibrary): (tensor: Tensor) => Handle {
  const known = new WeakMap<Tensor, Handle>();
  const forgotten = new FinalizationRegistry<Handle>((handle) => library.freeTensor(handle));
  return (tensor) => {
    const handle = known.get(tensor);
    if (handle !== undefined) return handle;
    const shape = { rank: tensor.shape.length, dims: BigInt64Array.from(tensor.shape, BigInt) };
    const made = library.createTensor(elementType(tensor), shape, tensor.data);
    known.set(tensor, made);
    forgotten.register(tensor, made);
    return made;
  };
}

function elementType({ data }: Tensor): number {
  if (data instanceof Float32Array) return ELEMENT_TYPES.float32;
  return data instanceof Uint16Array ? ELEMENT_TYPES.bfloat16 : ELEMENT_TYPES.int64;
}
