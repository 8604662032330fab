import { grindingOdds } from '../attacks/grinding-odds.ts';
import type { GrindingOdds } from '../attacks/grinding-odds.ts';
import { estimate } from '../chance/estimate.ts';
import { seededRandom } from '../chance/seeded-random.ts';
import { playGrinding } from '../simulate/play-grinding.ts';
import type { Figure } from './figure.ts';

const PROPOSERS = Array.from({ length: 41 }, (_, i) => i / 80);
/** A first jury in the hands of a quarter of a large class. */
const CAPTURE = 0.1035;

/** How far whoever proposes the seed block can choose the jury. */
export function seedGrinding(): Figure {
  const line = (name: string, way: keyof GrindingOdds, tries: number) => ({
    name,
    drawn: 'line' as const,
    points: PROPOSERS.map((proposer) => ({ x: proposer, y: grindingOdds(CAPTURE, proposer, tries)[way] })),
  });
  const random = seededRandom(31);
  const dots = {
    name: 'simulated',
    drawn: 'dots' as const,
    points: [0.1, 0.2, 0.3, 0.4].map((proposer) => {
      const { mean, standardError } = estimate(
        4_000,
        () => playGrinding(random, CAPTURE, proposer, 16).grind,
      );
      return { x: proposer, y: mean, error: standardError };
    }),
  };
  return {
    name: 'seed-grinding',
    chart: {
      title: 'A jury’s seed, 25 % of the tickets colluding',
      x: { label: 'chance that the coalition proposes the seed block', range: [0, 0.5], format: 'percent' },
      y: { label: 'chance of a captured jury', range: [0, 0.6], format: 'percent' },
      series: [
        line('fair draw', 'fair', 1),
        line('one expiry, nobody draws', 'expiry', 1),
        line('may withhold the block', 'withhold', 1),
        line('tries 16 contents', 'grind', 16),
        dots,
        line('tries a million contents', 'grind', 1e6),
      ],
    },
  };
}
