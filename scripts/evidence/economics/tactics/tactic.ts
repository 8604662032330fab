import type { Vote } from '../protocol/play-dispute.ts';

/** How a drawn jury will vote, silence apart: the colluding as one, the honest as what they were given leads them to. */
export type Plan = {
  colluding: Vote;
  /** Groups of the honest, together all of them. */
  honest: readonly { vote: Vote; count: number }[];
};

/** What a coalition does once it sees how many of a jury's seats it holds. */
export type Tactic = (seats: number, held: number) => Plan;
