import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { GAS_TARGETS } from './gas/figure.ts';
import { measureGas } from './gas/measure.ts';
import { writePage } from './gas/write-page.ts';

// npm run bench -- gas [--update]: prints gas beside its target; --update also rewrites the committed snapshot and its page.
const root = join(import.meta.dirname, '..', '..');
const figures = await measureGas(root);

console.log('operation'.padEnd(32), 'gas'.padStart(9), 'target'.padStart(9), 'ratio'.padStart(6), ' peers');
const rows = figures.map(({ name, gas }) => {
  const { target, peer } = GAS_TARGETS[name]!;
  const ratio = gas / target;
  console.log(
    name.padEnd(32),
    String(gas).padStart(9),
    String(target).padStart(9),
    ratio.toFixed(2).padStart(6),
    `${ratio > 1 ? '!' : ' '}${peer}`,
  );
  return { name, value: gas, unit: 'gas', target, peer, ratio };
});

await mkdir(join(root, '.cultivar', 'bench'), { recursive: true });
await writeFile(join(root, '.cultivar', 'bench', 'gas.json'), `${JSON.stringify(rows, null, 2)}\n`);
if (process.argv.includes('--update')) {
  const snapshot = Object.fromEntries(figures.map(({ name, gas }) => [name, gas]));
  await writeFile(join(root, 'snapshots', 'gas.json'), `${JSON.stringify(snapshot, null, 2)}\n`);
  await writePage(root, figures);
}
