import { binomial } from '../chance/binomial.ts';
import { hypergeometric } from '../chance/hypergeometric.ts';
import type { JuryEnd } from '../chance/jury-odds.ts';
import type { Setting } from '../model/setting.ts';

/** How the job of a cheating node ends. What is left to 1: the result stands. */
export type CheatOdds = {
  /** By a first jury. */
  refutedEarly: number;
  /** By a second jury. */
  refutedLate: number;
  void: number;
  /** Expected number of disputes that a jury in the coalition's hands decided for it. */
  captured: number;
};

/**
 * Chances of a node that skipped some segments, over everything that can be drawn.
 *
 * Auditors of the coalition pass what their node tells them to. Where several audits hit, each has a jury of its own; one
 * that refutes ends the job. Between a void and a refutation in the second round the coalition is given the void.
 *
 * @param skipped segments with a wrong leaf
 * @param watched segments that honest onlookers recompute besides the audits
 * @param ends of one dispute about a wrong leaf
 */
export function cheatOdds(
  { job, crowd }: Setting,
  { skipped, watched }: { skipped: number; watched: number },
  ends: readonly JuryEnd[],
): CheatOdds {
  const chanceOf = (outcome: JuryEnd['outcome'], ...rounds: number[]) =>
    ends
      .filter((end) => end.outcome === outcome && rounds.includes(end.round))
      .reduce((sum, { probability }) => sum + probability, 0);
  const [upheld, early, late, split] = [
    chanceOf('upheld', 1, 2),
    chanceOf('refuted', 1),
    chanceOf('refuted', 2),
    chanceOf('void', 2),
  ];
  const odds: CheatOdds = { refutedEarly: 0, refutedLate: 0, void: 0, captured: 0 };
  for (let honest = 0; honest <= job.audits; honest++) {
    const auditing = honestAuditors(honest, job.audits, crowd);
    const checks = Math.min(honest + watched, job.segments);
    for (let hits = 1; hits <= checks; hits++) {
      const chance = auditing * hypergeometric(hits, checks, skipped, job.segments);
      if (chance === 0) continue;
      odds.refutedEarly += chance * (1 - (1 - early) ** hits);
      odds.refutedLate += chance * ((upheld + late) ** hits - upheld ** hits);
      odds.void += chance * ((1 - early) ** hits - (1 - early - split) ** hits);
      odds.captured += chance * hits * upheld;
    }
  }
  return odds;
}

/** Chance that so many of the auditors are honest and awake; the node itself is never drawn. */
function honestAuditors(awake: number, audits: number, crowd: Setting['crowd']): number {
  let chance = 0;
  for (let honest = awake; honest <= audits; honest++) {
    const drawn = hypergeometric(audits - honest, audits, crowd.colluding - 1, crowd.nodes - 1);
    chance += drawn * binomial(honest - awake, honest, crowd.silence);
  }
  return chance;
}
