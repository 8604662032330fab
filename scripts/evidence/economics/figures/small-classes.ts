import { estimate } from '../chance/estimate.ts';
import { hypergeometric } from '../chance/hypergeometric.ts';
import { seededRandom } from '../chance/seeded-random.ts';
import { JURY_SIZES } from '../protocol/jury-sizes.ts';
import { playCapture } from '../simulate/play-capture.ts';
import { unevenTickets } from '../simulate/uneven-tickets.ts';
import type { Figure } from './figure.ts';

const PLAYS = 6_000;
const SIZES = [20, 40, 60, 80, 120, 160, 240];

/** How the size of a class, and splitting one's stake over many nodes, change the chance of a captured jury. */
export function smallClasses(): Figure {
  const line = (share: number) => ({
    name: `${share * 100} %, a ticket each`,
    drawn: 'line' as const,
    points: SIZES.map((nodes) => ({ x: nodes, y: capture(nodes, Math.round(nodes * share)) })),
  });
  const random = seededRandom(99);
  const dots = (share: number) => ({
    name: `${share * 100} % split, others hold 8 each`,
    drawn: 'dots' as const,
    points: SIZES.map((nodes) => {
      const { tickets, colluding } = unevenTickets(nodes, share);
      const { mean, standardError } = estimate(PLAYS, () => playCapture(random, tickets, colluding));
      return { x: nodes, y: mean, error: standardError };
    }),
  });
  return {
    name: 'small-classes',
    chart: {
      title: 'First jury captured, by the size of the class',
      x: { label: 'nodes of the class (dots: honest ones)', range: [18, 260], scale: 'log' },
      y: { label: 'chance', range: [0, 0.2], format: 'percent' },
      series: [line(0.1), dots(0.1), line(0.2), dots(0.2), line(0.25), dots(0.25)],
    },
  };
}

function capture(nodes: number, colluding: number): number {
  let chance = 0;
  for (let held = Math.ceil(JURY_SIZES.first / 2); held <= JURY_SIZES.first; held++) {
    chance += hypergeometric(held, JURY_SIZES.first, colluding, nodes);
  }
  return chance;
}
