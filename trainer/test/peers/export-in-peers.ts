import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exportGguf } from '../../src/export/export-gguf.ts';
import { exportGgufLora } from '../../src/export/export-gguf-lora.ts';
import { exportOnnx } from '../../src/export/export-onnx.ts';
import type { ModelFile } from '../../src/model/model-file.ts';
import type { ParityFixture } from '../parity/parity-fixture.ts';
import { inLlamaCpp } from './in-llama-cpp.ts';
import type { InLlamaCpp } from './in-llama-cpp.ts';
import { inTransformersJs } from './in-transformers-js.ts';

/** Two tokens whose probabilities differ by less are as likely: rounding decides between them. */
const AS_LIKELY = 1e-3;
const TEXT = 'the cat sat on the mat';

/** How far other programs are from PEFT when they run what was exported. */
export type ExportInPeers = {
  transformersJs: { logits: number; sameTokens: number; encoded: number[] };
  merged: LlamaCppDistance;
  lora: LlamaCppDistance;
};

/** Over the first tokens of a text: largest distance of a probability, and how many likeliest tokens are the same or as likely. */
export type LlamaCppDistance = { probability: number; sameTokens: number; tokens: number; encoded: number[] };

/**
 * Exports a fixture's model and adapter, and runs them.
 *
 * @param folder For the exports; empty.
 * @param reach How many tokens are compared with llama.cpp, which knows no windows of some architectures.
 */
export async function exportInPeers(
  peers: string,
  fixture: ParityFixture,
  { folder, reach }: { folder: string; reach: number },
): Promise<ExportInPeers> {
  const { modelFiles, adapterDir, ids, greedy } = fixture;
  // llama.cpp has no windows for Qwen, and an export of one is refused: there the base comes without them.
  const sayable = await withoutWindow(fixture, join(folder, 'config.json'));
  const [adapted, plain] = [join(folder, 'adapted'), join(folder, 'plain')];
  await exportOnnx({ modelFiles, adapterDir, outDir: adapted });
  await exportOnnx({ modelFiles, outDir: plain });
  const asked = { ids: ids[0]!, prompt: greedy.prompt, count: greedy.written.length, text: TEXT };
  const { logits, encoded } = await inTransformersJs(peers, adapted, asked);
  const { written } = await inTransformersJs(peers, plain, asked);
  const wanted = fixture.tensors.get('logits')!;

  const [merged, base, lora] = ['merged.gguf', 'base.gguf', 'lora.gguf'].map((name) => join(folder, name));
  await exportGguf({ modelFiles: sayable, adapterDir, outFile: merged!, type: 'f32' });
  await exportGguf({ modelFiles: sayable, outFile: base!, type: 'f32' });
  await exportGgufLora({ modelFiles, adapterDir, outFile: lora! });
  const text = { ids: ids[0]!.slice(0, reach), text: TEXT };
  return {
    transformersJs: {
      logits: Math.max(...wanted.map((value, i) => Math.abs(value - logits[i]!))),
      sameTokens: written.filter((id, i) => id === greedy.written[i]).length,
      encoded,
    },
    merged: distance(await inLlamaCpp(peers, merged!, text), wanted, wanted.length / ids[0]!.length),
    lora: distance(
      await inLlamaCpp(peers, base!, { ...text, lora: lora! }),
      wanted,
      wanted.length / ids[0]!.length,
    ),
  };
}

async function withoutWindow({ modelFiles }: ParityFixture, path: string): Promise<ModelFile[]> {
  const config = modelFiles.find(({ name }) => name === 'config.json')!;
  const json = JSON.parse(await readFile(config.path, 'utf8')) as { model_type: string };
  if (json.model_type !== 'qwen2') return modelFiles;
  await writeFile(path, JSON.stringify({ ...json, use_sliding_window: false, layer_types: null }));
  return modelFiles.map((file) => (file === config ? { ...file, path } : file));
}

function distance(
  { likeliest, probabilities, encoded }: InLlamaCpp,
  logits: Float32Array,
  width: number,
): LlamaCppDistance {
  let [probability, sameTokens] = [0, 0];
  for (const [t, id] of likeliest.entries()) {
    const row = logits.subarray(t * width, (t + 1) * width);
    const top = Math.max(...row);
    const total = row.reduce((sum, logit) => sum + Math.exp(logit - top), 0);
    if (Math.exp(row[id]! - top) / total > 1 / total - AS_LIKELY) sameTokens++;
    for (const [token, logit] of row.entries()) {
      const theirs = probabilities[t]!.get(token) ?? 0;
      probability = Math.max(probability, Math.abs(Math.exp(logit - top) / total - theirs));
    }
  }
  return { probability, sameTokens, tokens: likeliest.length, encoded };
}
