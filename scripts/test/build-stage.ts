import { buildIfStale } from '../products/build-if-stale.ts';
import type { Product } from '../products/build-if-stale.ts';
import { CONTRACTS, DAPP, SUBGRAPH } from '../products/products.ts';
import { lastWords } from './last-words.ts';
import type { Failure, Outcome } from './outcome.ts';
import type { Stage } from './stage.ts';

/** Builds what the tests run against; each product counts as one. */
export const BUILD_STAGE: Stage = {
  name: 'builds',
  run: async ({ root }): Promise<Outcome> => {
    const failures: Failure[] = [];
    let passed = 0;
    const build = async (product: Product) => {
      try {
        const built = await buildIfStale(product, { root });
        passed += 1;
        console.log(`ok ${product.name}${built ? '' : ' (unchanged)'}`);
      } catch (error) {
        failures.push({ name: product.name, error: lastWords(error) });
        console.log(`failed ${product.name}\n${lastWords(error)}`);
      }
    };
    // None is made from another, and the contracts keep one core busy as long as the others do a second.
    await Promise.all([build(CONTRACTS), build(SUBGRAPH).then(() => build(DAPP))]);
    return { passed, failures };
  },
};
