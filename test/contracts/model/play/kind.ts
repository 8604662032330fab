import type { Hex } from 'viem';
import type { Plan } from './plan.ts';

/** What an account is about to do: a call in a block of its own. */
export type Act = {
  from: Hex;
  /** A contract of the protocol by its short name, or a token's address. */
  to: string;
  fn: string;
  args: readonly unknown[];
  value?: bigint;
  /** When, in seconds; the next possible moment when absent or past. */
  at?: bigint;
};

/** Blocks without a call. */
export type Wait = { blocks: number; secondsApart: bigint };

/** What a kind of command makes of a moment; nothing where it makes no sense. */
export type Planned = Act | Wait | undefined;

/** A kind of command: how often it is tried, and how somebody would do it now. */
export type Kind = { weight: number; plan(plan: Plan): Planned | Promise<Planned> };
