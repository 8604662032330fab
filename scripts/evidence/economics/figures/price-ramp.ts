import { rampPrice } from '../attacks/ramp-price.ts';
import { estimate } from '../chance/estimate.ts';
import { seededRandom } from '../chance/seeded-random.ts';
import { playRamp } from '../simulate/play-ramp.ts';
import type { Figure } from './figure.ts';

const NODES = Array.from({ length: 16 }, (_, i) => i + 1);
const PLAYS = 3_000;

/** Waiting for a rising price: what a requester pays, and what waiting longer than others brings. */
export function priceRamp(): Figure {
  const random = seededRandom(8);
  const profits = (longer: number) =>
    NODES.map((nodes) => ({
      x: nodes,
      y: estimate(PLAYS, () => playRamp(random, nodes, longer).profit).mean,
    }));
  return {
    name: 'price-ramp',
    chart: {
      title: 'The ascending price, costs spread from 0 to the highest price',
      x: { label: 'nodes that compete', range: [1, 16] },
      y: { label: 'in highest prices', range: [0, 1] },
      series: [
        {
          name: 'price paid',
          drawn: 'line',
          points: NODES.map((nodes) => ({ x: nodes, y: rampPrice(nodes) })),
        },
        {
          name: 'simulated',
          drawn: 'dots',
          points: NODES.map((nodes) => {
            const { mean, standardError } = estimate(PLAYS, () => playRamp(random, nodes, 0).price);
            return { x: nodes, y: mean, error: standardError };
          }),
        },
        { name: 'profit of a node', drawn: 'line', points: profits(0) },
        { name: 'profit if it waits longer', drawn: 'dashed', points: profits(0.25) },
      ],
    },
  };
}
