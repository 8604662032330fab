import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { measureGas } from '../../scripts/bench/gas/measure.ts';

const root = new URL('../../', import.meta.url);

it('costs what the committed snapshot says', async () => {
  const snapshot = JSON.parse(await readFile(new URL('snapshots/gas.json', root), 'utf8'));
  const measured = await measureGas(root.pathname);
  expect(Object.fromEntries(measured.map(({ name, gas }) => [name, gas]))).toEqual(snapshot);
});
