import type { Hex } from 'viem';
import type { Chain } from '../chain/chain.ts';
import type { Seen } from '../chain/compare-state.ts';
import type { Env } from '../core/env.ts';
import type { World } from '../core/world.ts';
import type { Cast } from './cast.ts';
import type { Memory } from './memory.ts';

/** The model, the contracts and the actors, all at the same moment. */
export type Stage = {
  chain: Chain;
  world: World;
  memory: Memory;
  cast: Cast;
  /** Time and number of the newest block. */
  clock: { now: bigint; block: bigint };
  hashes: Map<bigint, Hex>;
  /** What the contracts were last seen to answer. */
  seen: Seen;
  chainId: bigint;
  at: Env['at'];
};
