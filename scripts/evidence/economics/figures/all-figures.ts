import type { Stakes } from '../model/stakes.ts';
import { bondCorridor } from './bond-corridor.ts';
import { bribedJurors } from './bribed-jurors.ts';
import { cheatByPart } from './cheat-by-part.ts';
import { cheatByShare } from './cheat-by-share.ts';
import { conviction } from './conviction.ts';
import { falseSeal } from './false-seal.ts';
import type { Figure } from './figure.ts';
import { jurorByLaziness } from './juror-by-laziness.ts';
import { manyChallenges } from './many-challenges.ts';
import { priceRamp } from './price-ramp.ts';
import { proposerFrontier } from './proposer-frontier.ts';
import { safePrice } from './safe-price.ts';
import { seedGrinding } from './seed-grinding.ts';
import { shamAndFrivolous } from './sham-and-frivolous.ts';
import { smallClasses } from './small-classes.ts';
import { stealByShare } from './steal-by-share.ts';
import { watchedJobs } from './watched-jobs.ts';

/** Every figure of docs/evidence/economics.md for parameters, the same for the same parameters. */
export function allFigures(stakes: Stakes): Figure[] {
  return [
    conviction(),
    cheatByShare(stakes),
    cheatByPart(stakes),
    bondCorridor(stakes),
    watchedJobs(stakes),
    stealByShare(stakes),
    safePrice(stakes),
    manyChallenges(stakes),
    shamAndFrivolous(stakes),
    jurorByLaziness(stakes),
    bribedJurors(stakes),
    seedGrinding(),
    proposerFrontier(stakes),
    smallClasses(),
    falseSeal(stakes),
    priceRamp(),
  ];
}
