/** A file of weights to be written: its name and the tensors in it. */
export type Shard = { name: string; tensors: string[]; bytes: number };

/**
 * Spreads tensors over files in their order, none larger than `limit` unless one tensor alone is.
 *
 * @param sizes Bytes of each tensor.
 */
export function planShards(sizes: ReadonlyMap<string, number>, limit: number): Shard[] {
  const shards: { tensors: string[]; bytes: number }[] = [];
  for (const [name, bytes] of sizes) {
    const last = shards.at(-1);
    if (last && last.bytes + bytes <= limit) {
      last.tensors.push(name);
      last.bytes += bytes;
    } else shards.push({ tensors: [name], bytes });
  }
  const digits = (value: number) => String(value).padStart(5, '0');
  return shards.map((shard, i) => ({
    ...shard,
    name:
      shards.length === 1
        ? 'model.safetensors'
        : `model-${digits(i + 1)}-of-${digits(shards.length)}.safetensors`,
  }));
}
