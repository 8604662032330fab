import type { DecoderConfig } from '../../model/decoder-config.ts';
import { ropeTable } from './rope-table.ts';
import type { RopeTable } from './rope-table.ts';

/** The rotary table of a decoder; `window` is that of layers with a window where they turn otherwise. */
export type RopeTables = RopeTable & { window?: RopeTable };

/**
 * Computes a decoder's rotary tables.
 *
 * @param place Where values are to lie, e.g. a copy in memory that threads share.
 */
export function ropeTables(
  config: DecoderConfig,
  positions: number,
  place: (values: Float32Array) => Float32Array = (values) => values,
): RopeTables {
  const table = (base: number, scaling?: DecoderConfig['ropeScaling']): RopeTable => {
    const { cosine, sine, ...size } = ropeTable(base, config.headDim, positions, scaling);
    return { cosine: place(cosine), sine: place(sine), ...size };
  };
  const near = config.window?.ropeBase;
  return {
    ...table(config.ropeBase, config.ropeScaling),
    ...(near === undefined ? {} : { window: table(near) }),
  };
}
