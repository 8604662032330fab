import type { DisputeRules } from '../model/dispute-rules.ts';
import { decideRound } from '../protocol/decide-round.ts';
import type { Tactic } from './tactic.ts';

/**
 * The tactic for a node whose leaf is wrong: confirm it where that is a majority. Otherwise split the honest jurors into
 * those who get the checkpoint (or its key) and those who do not, where that leaves the jury undecided. Otherwise join
 * the honest, who are paid.
 */
export function saveCheatingNode(rules: DisputeRules): Tactic {
  return (seats, held) => {
    const honest = seats - held;
    const together = [{ vote: 'other' as const, count: honest }];
    if (held > seats / 2) return { colluding: 'leaf', honest: together };
    const other = Math.ceil(honest / 2);
    const split = [
      { vote: 'other' as const, count: other },
      { vote: 'unavailable' as const, count: honest - other },
    ];
    const tally = { seats, leaf: held, other, unavailable: honest - other };
    if (decideRound(tally, rules) === 'undecided') return { colluding: 'leaf', honest: split };
    return { colluding: 'other', honest: together };
  };
}
