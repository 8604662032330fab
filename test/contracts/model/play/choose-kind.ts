import type { Luck } from '../core/luck.ts';
import type { Kind } from './kind.ts';

/** A kind by the luck of its weight. */
export function chooseKind(kinds: Readonly<Record<string, Kind>>, luck: Luck): string {
  const all = Object.entries(kinds);
  const total = all.reduce((sum, [, { weight }]) => sum + weight, 0);
  let at = (luck.bits() / 2 ** 32) * total;
  for (const [name, { weight }] of all) {
    at -= weight;
    if (at < 0) return name;
  }
  return all.at(-1)![0];
}
