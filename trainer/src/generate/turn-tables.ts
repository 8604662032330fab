import type { RopeTable } from '../engine/decoder/rope-table.ts';
import { ropeTables } from '../engine/decoder/rope-tables.ts';
import type { Tensor } from '../engine/executor/tensor.ts';
import type { DecoderConfig } from '../model/decoder-config.ts';

/** Tables grow by this many positions. */
const GRAIN = 512;

/** The rotary tables of blocks as inputs by name, for at least so many positions: the halves that differ. */
export function turnTables(config: DecoderConfig): (positions: number) => Readonly<Record<string, Tensor>> {
  let known: { positions: number; inputs: Record<string, Tensor> } | undefined;
  return (wanted) => {
    if (!known || known.positions < wanted) {
      const positions = Math.ceil(wanted / GRAIN) * GRAIN;
      const { window, ...all } = ropeTables(config, positions);
      known = { positions, inputs: { ...halves(all, ''), ...(window ? halves(window, 'near.') : {}) } };
    }
    return known.inputs;
  };
}

function halves({ cosine, sine, positions, width }: RopeTable, prefix: string): Record<string, Tensor> {
  const half = width / 2;
  // The second half of a row has the sines as they are, the first has them negated.
  const cut = (source: Float32Array): Tensor => {
    const data = new Float32Array(positions * half);
    for (let row = 0; row < positions; row++) {
      data.set(source.subarray(row * width + half, (row + 1) * width), row * half);
    }
    return { data, shape: [positions, half] };
  };
  return { [`${prefix}cosine`]: cut(cosine), [`${prefix}sine`]: cut(sine) };
}
