import { buildIfStale } from '../products/build-if-stale.ts';
import { CONTRACTS, DAPP, SUBGRAPH } from '../products/products.ts';
import type { Stage } from './stage.ts';
import type { Tally } from './tally.ts';

/** Builds what the tests run against; each product counts as one. */
export const BUILD_STAGE: Stage = {
  name: 'builds',
  run: async ({ root }): Promise<Tally> => {
    const tally = { passed: 0, failed: 0 };
    for (const product of [CONTRACTS, SUBGRAPH, DAPP]) {
      try {
        const built = await buildIfStale(product, { root });
        tally.passed += 1;
        console.log(`ok ${product.name}${built ? '' : ' (unchanged)'}`);
      } catch (error) {
        tally.failed += 1;
        console.log(`failed ${product.name}\n${error instanceof Error ? error.message : String(error)}`);
      }
    }
    return tally;
  },
};
