import type { JobManifest } from '@cultivar/sdk/spec';

/** What the evaluations of a run came to that ends when its held-out loss no longer falls. */
export type Patience = {
  /** The loss that the next has to fall below. */
  best: number;
  /** Evaluations in a row that did not. */
  stale: number;
};

type Rule = JobManifest['evaluation']['stopAfter'];

/** Patience after one more evaluation. The first sets the mark. */
export function patienceAfter(
  before: Patience | undefined,
  loss: number,
  { gain }: NonNullable<Rule>,
): Patience {
  if (!before || (loss < before.best && before.best - loss >= gain)) return { best: loss, stale: 0 };
  return { best: before.best, stale: before.stale + 1 };
}

/** Whether it is at its end. */
export function isExhausted(patience: Patience | undefined, rule: Rule): boolean {
  return rule !== undefined && patience !== undefined && patience.stale >= rule.evaluations;
}

/** Patience as it stands in a file. @throws RangeError when it is none. */
export function checkedPatience({ best, stale }: Patience): Patience {
  if (!Number.isFinite(best) || !Number.isSafeInteger(stale) || stale < 0)
    throw new RangeError('checkedPatience: the state names no loss and count');
  return { best, stale };
}
