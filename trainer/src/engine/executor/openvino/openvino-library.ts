import { join } from 'node:path';
import koffi from 'koffi';
import { ExecutorError } from '../executor-error.ts';
import { OPENVINO_RELEASE } from './openvino-release.ts';

/** An object of the library's, by its address. */
export type Handle = unknown;

/** `ov_element_type_e` of this version: the numbers have moved before. */
export const ELEMENT_TYPES = { bfloat16: 2, float32: 4, int64: 10 } as const;

/** The calls of OpenVINO's C interface that we make; each throws ExecutorError where the library says no. */
export type OpenVinoLibrary = ReturnType<typeof openVinoLibrary>;

const OUT_HANDLE = koffi.out(koffi.pointer('void *'));
const OUT_SIZE = koffi.out(koffi.pointer('size_t'));
const SHAPE = koffi.struct({ rank: 'int64_t', dims: 'int64_t *' });

/**
 * Loads the library. Whatever it loads itself lies beside it.
 *
 * @throws ExecutorError
 */
export function openVinoLibrary(libraryDir: string) {
  const library = load(join(libraryDir, OPENVINO_RELEASE.entry));
  const lastError = library.func('ov_get_last_err_msg', 'const char *', []);
  const call = (name: string, types: Parameters<typeof koffi.out>[0][], variadic = false) => {
    const invoke = variadic ? library.func(name, 'int', [...types, '...']) : library.func(name, 'int', types);
    return (...values: unknown[]): void => {
      const status = invoke(...values) as number;
      if (status !== 0)
        throw new ExecutorError('openvino', name, `${lastError() || 'no reason given'} (${status})`);
    };
  };
  const free = (name: string) => library.func(name, 'void', ['void *']) as (handle: Handle) => void;
  const made =
    (make: (...values: unknown[]) => void) =>
    (...values: unknown[]): Handle => {
      const out: Handle[] = [null];
      make(...values, out);
      return out[0];
    };
  const compile = call(
    'ov_core_compile_model',
    ['void *', 'void *', 'const char *', 'size_t', OUT_HANDLE],
    true,
  );
  return {
    createCore: made(call('ov_core_create', [OUT_HANDLE])),
    freeCore: free('ov_core_free'),
    readModel: made(
      call('ov_core_read_model_from_memory_buffer', ['void *', 'void *', 'size_t', 'void *', OUT_HANDLE]),
    ),
    freeModel: free('ov_model_free'),
    /** Compiles for the CPU with `options`. */
    compileModel(core: Handle, model: Handle, options: Readonly<Record<string, string>>): Handle {
      const out: Handle[] = [null];
      const words = Object.entries(options).flat();
      compile(core, model, 'CPU', words.length, out, ...words.flatMap((word) => ['const char *', word]));
      return out[0];
    },
    freeCompiled: free('ov_compiled_model_free'),
    createRequest: made(call('ov_compiled_model_create_infer_request', ['void *', OUT_HANDLE])),
    freeRequest: free('ov_infer_request_free'),
    setTensor: call('ov_infer_request_set_tensor', ['void *', 'const char *', 'void *']),
    infer: call('ov_infer_request_infer', ['void *']),
    /** A tensor over memory of ours: nothing is copied, and the memory has to outlive it. */
    createTensor: made(call('ov_tensor_create_from_host_ptr', ['int', SHAPE, 'void *', OUT_HANDLE])),
    freeTensor: free('ov_tensor_free'),
    tensorBytes: call('ov_tensor_get_byte_size', ['void *', OUT_SIZE]),
  };
}

function load(path: string) {
  try {
    return koffi.load(path);
  } catch (error) {
    throw new ExecutorError('openvino', path, error instanceof Error ? error.message : String(error));
  }
}
