import type { Crowd } from './crowd.ts';

/** Chance that an honest node misses a duty, throughout the evidence. */
const SILENCE = 0.02;

/** A class in which that share of the nodes colludes, rounded to whole nodes; at least the cheating node itself. */
export function crowdWithShare(nodes: number, share: number): Crowd {
  return { nodes, colluding: Math.max(1, Math.round(nodes * share)), silence: SILENCE };
}
