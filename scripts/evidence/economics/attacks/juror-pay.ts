import { binomial } from '../chance/binomial.ts';
import { JURY_SIZES } from '../protocol/jury-sizes.ts';
import type { Stakes } from '../model/stakes.ts';

/** What a seat on a first jury is worth, by what its juror does. */
export type JurorPay = { honest: number; unavailable: number; silent: number; guess: number };

/**
 * Pay of one juror about a right leaf, where each other juror says UNAVAILABLE without looking with chance `lazy` and
 * recomputes otherwise.
 *
 * @param replayCost what recomputing a segment costs a juror
 */
export function jurorPay(stakes: Stakes, lazy: number, replayCost: number): JurorPay {
  const seats = JURY_SIZES.first;
  const needed = Math.floor(seats / 2);
  let lazyWins = 0;
  for (let others = needed; others < seats; others++) lazyWins += binomial(others, seats - 1, lazy);
  let honestWins = 0;
  for (let others = needed; others < seats; others++) honestWins += binomial(others, seats - 1, 1 - lazy);
  const pay = (wins: number) => wins * stakes.juryFee - (1 - wins) * stakes.slice;
  return {
    honest: pay(honestWins) - replayCost,
    unavailable: pay(lazyWins),
    silent: -stakes.slice,
    // A finding of one's own is two hashes of 256 bits: it never equals another. Two against two, nobody lies outside.
    guess: -stakes.slice * (1 - binomial(needed, seats - 1, lazy)),
  };
}
