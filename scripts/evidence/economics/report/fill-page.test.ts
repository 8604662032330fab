import { expect, it } from 'vitest';
import { fillPage, MissingPlaceError } from './fill-page.ts';

const PAGE = 'before\n<!-- table -->\nold\n<!-- end table -->\nafter\n';

it('puts a part between its marks, as often as it is run', () => {
  const filled = fillPage(PAGE, { table: 'new' });
  expect(filled).toBe('before\n<!-- table -->\nnew\n<!-- end table -->\nafter\n');
  expect(fillPage(filled, { table: 'new' })).toBe(filled);
});

it('names the place that a page lacks', () => {
  expect(() => fillPage(PAGE, { chart: 'new' })).toThrow(MissingPlaceError);
  expect(() => fillPage(PAGE, { chart: 'new' })).toThrow('<!-- chart -->');
});
