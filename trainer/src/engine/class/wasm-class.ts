import { WASM_RELEASE } from '../executor/wasm/wasm-release.ts';
import { WASM_SESSION_OPTIONS } from '../executor/wasm/wasm-session-options.ts';
import { engineDigest } from './engine-digest.ts';

/** The determinism class of training in WebAssembly: the same bits on any machine, in Node and in a tab. */
export function wasmClass(): string {
  return `exact:wasm/${engineDigest({ wasm: WASM_RELEASE, options: WASM_SESSION_OPTIONS })}`;
}
