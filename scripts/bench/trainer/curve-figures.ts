import type { Summary } from './summary.ts';
import type { Figure } from './target-figures.ts';
import { CURVE_SEEDS, CURVE_SETTING, trainingId } from './ways.ts';

/** Losses of so many steps are put together: one sequence's says more of the sequence than of the training. */
const WINDOW = 20;

/** How far our curve of losses in bf16 leaves the band of PEFT's seeds, beside the widest place of that band. */
export function curveFigures({ trainings }: Summary): Figure[] {
  const curve = (by: string) => trainings.get(trainingId('curve', by, CURVE_SETTING))?.losses;
  const ours = curve('openvino-bf16');
  const theirs = CURVE_SEEDS.map((seed) => curve(`peft-bf16-seed-${seed}`));
  if (!ours || !theirs.every((losses) => losses !== undefined)) return [];
  const { excess, spread } = besideBand(smooth(ours), theirs.map(smooth));
  return [
    {
      ...{
        name: `loss curve in bf16, ${ours.length} steps: outside PEFT’s band by`,
        value: excess,
        unit: 'nats',
      },
      ...{ target: spread, limit: 'at most' as const },
    },
  ];
}

function smooth(losses: readonly number[]): number[] {
  return Array.from({ length: Math.floor(losses.length / WINDOW) }, (_, window) => {
    const inside = losses.slice(window * WINDOW, (window + 1) * WINDOW);
    return inside.reduce((a, b) => a + b, 0) / WINDOW;
  });
}

function besideBand(curve: readonly number[], band: readonly (readonly number[])[]) {
  let [excess, spread] = [0, 0];
  for (const [at, value] of curve.entries()) {
    const there = band.map((losses) => losses[at]!);
    const [low, high] = [Math.min(...there), Math.max(...there)];
    excess = Math.max(excess, low - value, value - high);
    spread = Math.max(spread, high - low);
  }
  return { excess, spread };
}
