import { bfloat16Support } from '../class/bfloat16-support.ts';
import type { Bfloat16Support } from '../class/bfloat16-support.ts';
import type { ExecutorChoice } from './executor-choice.ts';

/**
 * The executors that this machine may use, fastest first: what `auto` goes through until one passes. The order was
 * measured once for each kind of CPU; it never depends on the time something took, since the class of a job hangs on it.
 *
 * @param openVinoDir Folder of OpenVINO's libraries, where they were found.
 */
export function knownExecutors(
  openVinoDir?: string,
  bfloat16: Bfloat16Support = bfloat16Support(),
): ExecutorChoice[] {
  const ort: ExecutorChoice = { name: 'ort-cpu' };
  // The same bits everywhere, at a part of the speed: last, for jobs of its class.
  const wasm: ExecutorChoice = { name: 'wasm' };
  if (openVinoDir === undefined) return [ort, wasm];
  const openVino = (precision: 'bf16' | 'f32'): ExecutorChoice => ({
    ...{ name: 'openvino', precision, libraryDir: openVinoDir },
  });
  if (bfloat16 === 'fast') return [openVino('bf16'), openVino('f32'), ort, wasm];
  // In f32 the two are as fast as one another where it was measured, and onnxruntime starts sooner.
  return [ort, openVino('f32'), ...(bfloat16 === 'slow' ? [openVino('bf16')] : []), wasm];
}
