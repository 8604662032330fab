import { join } from 'node:path';
import { buildIfStale } from './products/build-if-stale.ts';
import { CONTRACTS, DAPP, SUBGRAPH } from './products/products.ts';
import { openProgress } from './start/progress/open-progress.ts';

// npm run build: everything that is made from sources, where they have changed.
const root = join(import.meta.dirname, '..');
const progress = openProgress(process.stdout, process.env);
try {
  for (const product of [CONTRACTS, SUBGRAPH, DAPP]) {
    const step = progress.step(product.name);
    step.done((await buildIfStale(product, { root })) ? 'built' : 'unchanged');
  }
} catch (error) {
  progress.line(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
} finally {
  progress.end();
}
