import { beforeAll, describe, expect, it } from 'vitest';
import { openModel } from '../../src/model/open-model.ts';
import { fullFixture, fullTraining } from './full-training.ts';
import type { FullFixture, FullTraining } from './full-training.ts';
import { PARITY_ARCHITECTURES, parityFixture } from './parity-fixture.ts';
import { relativeDistance } from './relative-distance.ts';

/** Both sides compute in f32: what is left between them is rounding in other orders of summation. */
const LOSS_LIMIT = 5e-6;
const GRADIENT_LIMIT = 5e-6;
/** AdamW divides by a gradient's own size: where that is next to nothing, rounding becomes part of a step. */
const TRAINED_LIMIT = 5e-5;

describe.each(PARITY_ARCHITECTURES)('every weight of %s, beside transformers,', (architecture) => {
  let theirs: FullFixture;
  let ours: FullTraining;
  beforeAll(async () => {
    const fixture = await parityFixture(architecture);
    theirs = await fullFixture(architecture);
    const model = await openModel(fixture.modelFiles);
    ours = await fullTraining(model, fixture, theirs);
    await model.close();
  });

  it('has the loss and the gradient norm of twenty steps of AdamW', () => {
    expect(ours.losses).toHaveLength(20);
    expect(relativeDistance(ours.losses, theirs.losses)).toBeLessThan(LOSS_LIMIT);
    expect(relativeDistance(ours.norms, theirs.norms)).toBeLessThan(LOSS_LIMIT);
    expect(theirs.losses.at(-1)!).toBeLessThan(0.8 * theirs.losses[0]!);
  });

  it.each([
    ['gradient', GRADIENT_LIMIT],
    ['trained', TRAINED_LIMIT],
  ] as const)('has the same values in every tensor: %s', (kind, limit) => {
    const names = [...theirs.tensors.keys()].filter((name) => name.startsWith(kind));
    expect(names.toSorted()).toEqual(
      [...ours.tensors.keys()].filter((name) => name.startsWith(kind)).toSorted(),
    );
    const far = names
      .map((name) => ({
        name,
        distance: relativeDistance(ours.tensors.get(name)!, theirs.tensors.get(name)!),
      }))
      .filter(({ distance }) => !(distance < limit));
    expect(far).toEqual([]);
  });
});
