import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { allTensors, parityFixture } from './parity-fixture.ts';
import type { ParityFixture } from './parity-fixture.ts';

const VARIANTS = join(import.meta.dirname, 'generated/variants');

/** Kinds of adapter of which there is a fixture. */
export const PARITY_VARIANTS = readdirSync(VARIANTS).toSorted();

/** What PEFT computed with an adapter of another kind on one of the small models; see make_variants.py. */
export type VariantFixture = Omit<ParityFixture, 'loss' | 'greedy'> & {
  /** Seeds dropout. */
  seed?: number;
};

/** Reads the fixture of a kind of adapter. */
export async function variantFixture(variant: string): Promise<VariantFixture> {
  const folder = join(VARIANTS, variant);
  const { model, ...expected } = JSON.parse(
    readFileSync(join(folder, 'expected.json'), 'utf8'),
  ) as VariantFixture & { model: string };
  return {
    ...(await parityFixture(model)),
    ...expected,
    adapterDir: join(folder, 'adapter'),
    tensors: await allTensors(join(folder, 'expected.safetensors')),
  };
}
