import type { Hex } from 'viem';
import type { Env } from './env.ts';
import type { Fault } from './fault.ts';
import type { Happening } from './happening.ts';
import type { World } from './world.ts';

/**
 * One call of one account, while the model answers it.
 *
 * An answer first notes every rule that the call breaks, and writes only when there is none. Which of several broken
 * rules a contract names first is its own affair; it has to name one of them.
 */
export class Call {
  readonly world: World;
  readonly env: Env;
  readonly from: Hex;
  readonly value: bigint;
  readonly faults: Fault[] = [];
  readonly happenings: Happening[] = [];

  constructor(world: World, env: Env, from: Hex, value = 0n) {
    this.world = world;
    this.env = env;
    this.from = from;
    this.value = value;
  }

  /** Notes a broken rule. */
  refuse(error: string, ...args: readonly unknown[]): void {
    this.faults.push({ error, args });
  }

  /** Notes a rule unless it holds. */
  require(holds: boolean, error: string, ...args: readonly unknown[]): void {
    if (!holds) this.refuse(error, ...args);
  }

  /** Whether the call breaks a rule. */
  get refused(): boolean {
    return this.faults.length > 0;
  }

  /** Says what happened. */
  emit(by: string, name: string, args: Readonly<Record<string, unknown>>): void {
    this.happenings.push({ by, name, args });
  }
}
