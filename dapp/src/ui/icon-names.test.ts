import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { ICON_NAMES } from './icon-names.ts';

it('names exactly the symbols that the sprite holds', () => {
  const sprite = readFileSync(new URL('./icons.svg', import.meta.url), 'utf8');
  const symbols = [...sprite.matchAll(/<symbol id="i-([a-z]+)"/g)].map((match) => match[1]);
  expect(symbols).toEqual([...ICON_NAMES]);
});
