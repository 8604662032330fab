import { importPeer } from './find-peers.ts';

/** The part of node-llama-cpp (https://node-llama-cpp.withcat.ai) that is called. */
type NodeLlamaCpp = {
  getLlama(options: object): Promise<{
    loadModel(options: object): Promise<LlamaModel>;
    dispose(): Promise<void>;
  }>;
};
type LlamaModel = {
  tokenize(text: string, special: boolean): number[];
  createContext(options: object): Promise<{ getSequence(): Sequence; dispose(): Promise<void> }>;
  dispose(): Promise<void>;
};
type Evaluated = { next: { token?: number; probabilities?: Map<number, number> } } | undefined;
type Sequence = {
  controlledEvaluate(input: (number | [number, object])[]): Promise<Evaluated[]>;
};

/** What llama.cpp makes of a GGUF file. */
export type InLlamaCpp = {
  /** The likeliest token after each, and the probabilities of all. */
  likeliest: number[];
  probabilities: Map<number, number>[];
  encoded: number[];
};

/** Opens a GGUF, with a GGUF LoRA where there is one, with node-llama-cpp's prebuilt binary. */
export async function inLlamaCpp(
  peers: string,
  modelPath: string,
  { ids, text, lora }: { ids: readonly number[]; text: string; lora?: string },
): Promise<InLlamaCpp> {
  const { getLlama } = (await importPeer(peers, 'node-llama-cpp')) as NodeLlamaCpp;
  const llama = await getLlama({ gpu: false, build: 'never', logLevel: 'error', maxThreads: 1 });
  try {
    const model = await llama.loadModel({ modelPath, gpuLayers: 0 });
    const context = await model.createContext({
      contextSize: 64,
      threads: 1,
      ...(lora === undefined ? {} : { lora: { adapters: [{ filePath: lora }] } }),
    });
    const options = { generateNext: { token: true, probabilities: true, options: { temperature: 0 } } };
    const found = await context.getSequence().controlledEvaluate(ids.map((id) => [id, options]));
    const encoded = model.tokenize(text, true);
    await context.dispose();
    await model.dispose();
    return {
      likeliest: found.map((one) => one!.next.token!),
      probabilities: found.map((one) => one!.next.probabilities!),
      encoded,
    };
  } finally {
    await llama.dispose();
  }
}
