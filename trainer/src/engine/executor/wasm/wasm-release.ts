/** The one build of onnxruntime-web that we run: SIMD without its relaxed instructions, whose results vary by CPU. */
export const WASM_RELEASE = {
  version: '1.30.0',
  file: 'ort-wasm-simd-threaded.wasm',
  sha256: '0x3398c10d07d229bd91b364548e130e0e51a8e5704b88c7c083ebbeb78842dee2',
} as const;
