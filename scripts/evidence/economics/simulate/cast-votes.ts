import type { Random } from '../chance/seeded-random.ts';
import type { Voting } from '../protocol/play-dispute.ts';
import type { Tactic } from '../tactics/tactic.ts';

/** Turns a tactic into ballots: which honest juror falls into which group, and who is silent, is drawn. */
export function castVotes(
  random: Random,
  tactic: Tactic,
  options: { isColluding: (node: number) => boolean; silence: number },
): Voting {
  return (jurors) => {
    const held = jurors.filter(options.isColluding).length;
    const plan = tactic(jurors.length, held);
    const votes = plan.honest.flatMap(({ vote, count }) => new Array<typeof vote>(count).fill(vote));
    return jurors.map((juror) => {
      if (options.isColluding(juror)) return { juror, vote: plan.colluding };
      const vote = votes.pop()!;
      return { juror, vote: random() < options.silence ? 'silent' : vote };
    });
  };
}
