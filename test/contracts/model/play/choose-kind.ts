import type { Luck } from '../core/luck.ts';
import type { Kind } from './kind.ts';

/** A time for work is followed by one in which what is under way comes to its end. */
const WORK = 120;
const END = 30;

/** How much oftener kinds are tried that end something, at the time for it; others are not. */
const ENDINGS: Readonly<Record<string, number>> = {
  passHours: 60,
  finalize: 6,
  releaseBond: 4,
  expire: 4,
  mintResult: 2,
  cancel: 2,
  closeAudits: 4,
  drawAudits: 1,
  drawJury: 1,
  resolve: 1,
  withdrawStake: 3,
  withdraw: 1,
  clearTickets: 1,
  renew: 1,
};

/** A kind by the luck of its weight, for the next of a play's commands. */
export function chooseKind(kinds: Readonly<Record<string, Kind>>, played: number, luck: Luck): string {
  const ends = played % (WORK + END) >= WORK;
  const all = Object.entries(kinds).map(([name, { weight }]) => {
    return [name, ends ? weight * (ENDINGS[name] ?? 0) : weight] as const;
  });
  let at = (luck.bits() / 2 ** 32) * all.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [name, weight] of all) {
    at -= weight;
    if (at < 0) return name;
  }
  return all.at(-1)![0];
}
