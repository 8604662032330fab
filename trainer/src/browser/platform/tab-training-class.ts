import { wasmClass } from '../../engine/class/wasm-class.ts';

/** The determinism class of training in a tab. */
export function trainingClass(): string {
  return wasmClass();
}
