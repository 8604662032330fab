import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { NETWORKS } from '../../deploy/parameters/networks.ts';
import { allFigures } from './figures/all-figures.ts';
import { drawChart } from './plot/draw-chart.ts';
import { fillPage } from './report/fill-page.ts';
import { pageParts } from './report/page-parts.ts';
import { shippedStakes } from './shipped-stakes.ts';

// npm run evidence -- economics: draws the figures of docs/evidence/economics.md and fills in its tables.
const folder = join(import.meta.dirname, '..', '..', '..', 'docs', 'evidence');
const stakes = shippedStakes(NETWORKS.polkadotHub);

await mkdir(join(folder, 'economics'), { recursive: true });
for (const { name, chart } of allFigures(stakes)) {
  await writeFile(join(folder, 'economics', `${name}.svg`), drawChart(chart));
}
const parts = pageParts(stakes);
const page = join(folder, 'economics.md');
await writeFile(page, fillPage(await readFile(page, 'utf8'), parts));
for (const [name, text] of Object.entries(parts)) console.log(`${name}\n\n${text}\n`);
