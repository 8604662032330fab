import type { RunHistory } from './run-history.ts';
import { smooth } from './smooth.ts';

/** What the curve is drawn over. */
export type CurveAxis = 'step' | 'tokens' | 'time';

/** Aligned columns for the loss chart; null where a series has no value at that place. */
export type CurveData = {
  xs: number[];
  raw: (number | null)[];
  smoothed: (number | null)[];
  heldOut: (number | null)[];
  /** Where the run will end on this axis, if that is known. */
  end: number | undefined;
};

/** Weight of the past in the smoothed line. */
export const SMOOTHING = 0.94;

/** A short run is smoothed less, or its line would never leave the start. */
export function smoothingFor(steps: number): number {
  return Math.min(SMOOTHING, 1 - 2 / (Math.max(steps, 8) / 4 + 1));
}

/**
 * The loss curves of a run over an axis: logged values as they are, the smoothed line through them, and the
 * held-out loss. `time` is in seconds since the run started; tokens are those trained on.
 */
export function curveData(run: RunHistory, axis: CurveAxis): CurveData {
  const startMs = run.started?.timeMs ?? run.steps[0]?.timeMs ?? 0;
  const tokensAt = new Map(run.steps.map((step) => [step.step, step.tokens]));
  const place = (event: { step: number; timeMs: number }) => {
    if (axis === 'step') return event.step;
    if (axis === 'time') return Math.max(0, (event.timeMs - startMs) / 1000);
    return tokensAt.get(event.step) ?? 0;
  };

  const factor = smoothingFor(run.started?.steps ?? run.steps.length);
  const line = smooth(
    run.steps.map((step) => step.loss),
    factor,
  );
  const rows = new Map<number, { raw?: number; smoothed?: number; heldOut?: number }>();
  const row = (x: number) => rows.get(x) ?? rows.set(x, {}).get(x)!;
  run.steps.forEach((step, index) =>
    Object.assign(row(place(step)), { raw: step.loss, smoothed: line[index] }),
  );
  for (const held of run.evals) row(place(held)).heldOut = held.heldOutLoss;

  const xs = [...rows.keys()].sort((a, b) => a - b);
  const column = (name: 'raw' | 'smoothed' | 'heldOut') => xs.map((x) => rows.get(x)![name] ?? null);
  return {
    xs,
    raw: column('raw'),
    smoothed: column('smoothed'),
    heldOut: column('heldOut'),
    end: endOf(run, axis),
  };
}

function endOf(run: RunHistory, axis: CurveAxis): number | undefined {
  const steps = run.started?.steps;
  const last = run.steps.at(-1);
  if (steps === undefined || run.finished) return undefined;
  if (axis === 'step') return steps;
  if (last === undefined) return undefined;
  if (axis === 'tokens') return Math.round((last.tokens / last.step) * steps);
  return (last.timeMs - run.started!.timeMs) / 1000 + last.secondsLeft;
}
