import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { measureGas } from '../../scripts/bench/gas/measure.ts';

const root = new URL('../../', import.meta.url);

/** Accounts that are drawn have more or fewer zero bytes; anything beyond this is a change of the contracts. */
const TOLERANCE = 0.01;

it('costs what the committed snapshot says, to one in a hundred', async () => {
  const snapshot = JSON.parse(await readFile(new URL('snapshots/gas.json', root), 'utf8'));
  const measured = await measureGas(root.pathname);
  expect(measured.map(({ name }) => name)).toEqual(Object.keys(snapshot));
  const changed = measured.filter(({ name, gas }) => Math.abs(gas / snapshot[name] - 1) > TOLERANCE);
  expect(changed).toEqual([]);
});

it('is told on its page as it is in the snapshot', async () => {
  const snapshot = JSON.parse(await readFile(new URL('snapshots/gas.json', root), 'utf8'));
  const page = await readFile(new URL('docs/evidence/gas.md', root), 'utf8');
  const told = [...page.matchAll(/^\| ([^|]+) \| (\d+) \| \d+ \| \d\.\d\d \|/gm)];
  expect(Object.fromEntries(told.map(([, name, gas]) => [name, Number(gas)]))).toEqual(snapshot);
});
