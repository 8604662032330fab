import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { ExecutorError } from '../executor-error.ts';
import { WASM_RELEASE } from './wasm-release.ts';

/** The WebAssembly that was installed with this package. @throws ExecutorError where it was not. */
export async function readWasm(): Promise<Uint8Array> {
  try {
    return await readFile(fileURLToPath(import.meta.resolve(`onnxruntime-web/${WASM_RELEASE.file}`)));
  } catch (error) {
    throw new ExecutorError('wasm', 'open', `${WASM_RELEASE.file} cannot be read (${String(error)})`);
  }
}
