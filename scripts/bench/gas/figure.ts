/** One measured operation. */
export type GasFigure = {
  name: string;
  /** Gas of the whole transaction. */
  gas: number;
};

/** What an operation should cost at most, and what peers need for it. */
export type GasTarget = { target: number; peer: string };

/** Targets by the names that {@link GasFigure}s have; peers as measured or published. */
export const GAS_TARGETS: Record<string, GasTarget> = {
  'register an asset': { target: 115_000, peer: 'Ocean 608 k, Story 323 k, Arbius 129 k' },
  'register an asset, 4 parents': { target: 190_000, peer: 'Story derivative 347 k-1.55 M' },
  offer: { target: 60_000, peer: 'Story attach 313 k, Seaport validate 72 k' },
  'buy, new buyer': { target: 115_000, peer: 'Seaport basic 88-109 k, Ocean 216 k, Story 628 k' },
  'buy, 4 ancestors': { target: 150_000, peer: 'Story 277 k + 242-312 k an ancestor' },
  request: { target: 110_000, peer: 'Arbius 206 k, iExec match 494 k, Ocean lock 183-418 k' },
  claim: { target: 55_000, peer: 'Prime join 310 k' },
  submit: { target: 70_000, peer: '0G 309-317 k, Arbius 266 k' },
  finalize: { target: 80_000, peer: '0G 235-272 k, Arbius 112 k' },
  'whole job': { target: 315_000, peer: '0G 545-589 k, Arbius 584 k' },
  'mint a result, 2 parents': { target: 150_000, peer: 'Story derivative 350 k-1.55 M' },
  'draw and pass an audit': { target: 140_000, peer: 'none' },
  challenge: { target: 120_000, peer: 'none' },
  'open the leaves': { target: 75_000, peer: 'Dave advance 90 k' },
  'draw a jury of 5': { target: 110_000, peer: 'none' },
  commit: { target: 55_000, peer: 'Arbius vote 124 k' },
  reveal: { target: 50_000, peer: 'none' },
  'register a node, one class': { target: 135_000, peer: 'Prime 223 k, 0G 427 k' },
};
