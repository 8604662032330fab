import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { LoraAdapter } from '../../src/adapter/lora-adapter.ts';
import type { LoraSettings } from '../../src/engine/decoder/lora-layout.ts';
import type { ModelFile } from '../../src/model/model-file.ts';
import { openRandomAccessFile } from '../../src/model/random-access-file.ts';
import { readSafetensorsHeader } from '../../src/model/safetensors/read-safetensors-header.ts';
import { readSafetensorsTensor } from '../../src/model/safetensors/read-safetensors-tensor.ts';

const MODELS = join(import.meta.dirname, 'generated/models');
const TOKENIZERS = join(import.meta.dirname, 'generated/tokenizers');

/** Architectures of which there is a fixture. */
export const PARITY_ARCHITECTURES = readdirSync(MODELS).toSorted();

/** What transformers and PEFT computed with a small random model; see make_fixtures.py. */
export type ParityFixture = {
  /** As transformers saved it, and as GGUF. */
  modelFiles: ModelFile[];
  ggufFiles: ModelFile[];
  adapterDir: string;
  tokenizer: string;
  quantization: 'F16' | 'BF16' | 'Q8_0' | 'Q4_0' | 'Q4_1';
  lora: LoraSettings & { targets: LoraAdapter['targets'] };
  optimizer: {
    learningRate: number;
    beta1: number;
    beta2: number;
    epsilon: number;
    weightDecay: number;
  };
  ids: number[][];
  /** -100 where the loss does not count. */
  labels: number[][];
  loss: number;
  /** Before each of the steps. */
  losses: number[];
  greedy: { prompt: number[]; written: number[]; smallestGap: number };
  versions: Record<'torch' | 'transformers' | 'peft', string>;
  /** `logits` of the first sequence, `gradient.<name>` and `trained.<name>` of each LoRA matrix. */
  tensors: Map<string, Float32Array>;
};

/** Reads the fixture of an architecture. */
export async function parityFixture(architecture: string): Promise<ParityFixture> {
  const folder = join(MODELS, architecture);
  const expected = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as ParityFixture;
  const beside = join(TOKENIZERS, expected.tokenizer);
  const file = (dir: string, name: string): ModelFile => ({ name, path: join(dir, name) });
  const own = readdirSync(folder).filter((name) => name.startsWith('model') && !name.endsWith('.gguf'));
  return {
    ...expected,
    modelFiles: [
      ...[...own, 'config.json', 'generation_config.json'].map((name) => file(folder, name)),
      ...['tokenizer.json', 'chat_template.jinja'].map((name) => file(beside, name)),
    ],
    ggufFiles: [file(folder, 'model.gguf')],
    adapterDir: join(folder, 'adapter'),
    tensors: await allTensors(join(folder, 'expected.safetensors')),
  };
}

/** Every tensor of a safetensors file, by its name. */
export async function allTensors(path: string): Promise<Map<string, Float32Array>> {
  const file = await openRandomAccessFile('expected.safetensors', path);
  try {
    const tensors = new Map<string, Float32Array>();
    for (const [name, place] of (await readSafetensorsHeader(file)).tensors) {
      tensors.set(name, await readSafetensorsTensor(file, name, place));
    }
    return tensors;
  } finally {
    await file.close();
  }
}
