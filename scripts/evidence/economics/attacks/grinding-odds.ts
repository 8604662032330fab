/** Chance that a jury is captured where its seed can be influenced. */
export type GrindingOdds = {
  /** Nobody influences it. */
  fair: number;
  /** Nobody calls the draw for 256 blocks, so the coalition gets one new seed where it dislikes the first. */
  expiry: number;
  /** The proposer of the seed block may withhold it, where the next block takes its number. */
  withhold: number;
  /** The proposer of the seed block tries many contents before it publishes one. */
  grind: number;
};

/**
 * @param capture chance that a fair draw is captured
 * @param proposer chance that the coalition proposes the seed block
 * @param tries block contents that a proposer can try in time
 */
export function grindingOdds(capture: number, proposer: number, tries: number): GrindingOdds {
  return {
    fair: capture,
    expiry: 1 - (1 - capture) ** 2,
    withhold: capture / (1 - (1 - capture) * proposer),
    grind: (1 - proposer) * capture + proposer * (1 - (1 - capture) ** tries),
  };
}
