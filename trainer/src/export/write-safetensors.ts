import { join } from 'node:path';
import type { WeightSource } from '../model/base-model.ts';
import { safetensorsHead } from '../model/safetensors/safetensors-head.ts';
import { writeFileAtomically } from '../run/write-file-atomically.ts';
import { FLOAT_BYTES, floatBytes } from './float-type.ts';
import type { FloatType } from './float-type.ts';
import { planShards } from './plan-shards.ts';
import { streamFile } from './stream-file.ts';

const INDEX = 'model.safetensors.index.json';
const DTYPES: Readonly<Record<FloatType, string>> = { f32: 'F32', f16: 'F16', bf16: 'BF16' };

/**
 * Writes weights as transformers does: one safetensors file, or several with an index. One tensor lies in memory at a
 * time.
 *
 * @param options.shardBytes Most bytes of values in one file.
 * @throws ExportError `range`
 */
export async function writeSafetensors(
  folder: string,
  weights: WeightSource,
  { type, shardBytes }: { type: FloatType; shardBytes: number },
): Promise<void> {
  const sizes = new Map(
    weights.names().map((name) => [name, weights.shape(name).reduce((a, b) => a * b, 1) * FLOAT_BYTES[type]]),
  );
  const shards = planShards(sizes, shardBytes);
  for (const { name, tensors } of shards) {
    const header: Record<string, unknown> = { __metadata__: { format: 'pt' } };
    let end = 0;
    for (const tensor of tensors) {
      const place = [end, (end += sizes.get(tensor)!)];
      header[tensor] = { dtype: DTYPES[type], shape: weights.shape(tensor), data_offsets: place };
    }
    await streamFile(join(folder, name), async (file) => {
      for (const bytes of safetensorsHead(header)) await file.write(bytes);
      for (const tensor of tensors) {
        await file.write(floatBytes(tensor, await weights.read(tensor), type));
      }
    });
  }
  if (shards.length === 1) return;
  const weight_map = Object.fromEntries(
    shards.flatMap(({ name, tensors }) => tensors.map((one) => [one, name])),
  );
  const total_size = [...sizes.values()].reduce((a, b) => a + b, 0);
  await writeFileAtomically(join(folder, INDEX), json({ metadata: { total_size }, weight_map }));
}

const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
