import { expect, it } from 'vitest';
import { currentLink } from './current-link.ts';

const links = ['/', '/train', '/train/new', '/datasets'];

it('finds the longest link that the path lies under', () => {
  expect(currentLink('/train/new', links)).toBe('/train/new');
  expect(currentLink('/train/41337:7', links)).toBe('/train');
  expect(currentLink('/datasets', links)).toBe('/datasets');
});

it('counts an asset page to the marketplace and an unknown page to nothing', () => {
  expect(currentLink('/a/41337:1', links)).toBe('/');
  expect(currentLink('/trainers', links)).toBeUndefined();
});
