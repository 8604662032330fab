import { sign } from 'viem/accounts';
import { serializeSignature } from 'viem';
import type { Hex } from 'viem';
import type { Env } from '../core/env.ts';
import { PHASE } from '../disputes/dispute.ts';
import { STATE } from '../jobs/job.ts';
import { Luck } from '../core/luck.ts';
import type { World } from '../core/world.ts';
import type { Cast } from './cast.ts';
import { envOf } from './env-of.ts';
import type { Memory } from './memory.ts';
import type { Stage } from './stage.ts';

/** All that somebody who plans an act can look at, with the luck to choose by. */
export class Plan {
  readonly world: World;
  readonly memory: Memory;
  readonly cast: Cast;
  readonly env: Env;
  readonly luck: Luck;

  constructor(stage: Stage, seed: number) {
    this.world = stage.world;
    this.memory = stage.memory;
    this.cast = stage.cast;
    this.env = envOf(stage, stage.clock.now, stage.clock.block);
    this.luck = new Luck(seed);
  }

  /** An account that takes part, whatever its role. */
  anyone(): Hex {
    return this.luck.pick([...this.cast.users, ...this.cast.nodes, this.cast.governor])!;
  }

  /** A user. */
  user(): Hex {
    return this.luck.pick(this.cast.users)!;
  }

  /** Who should act, or in a few cases somebody else. */
  rightly(account: Hex): Hex {
    return this.cast.keys.has(account) ? this.mostly(account, () => this.anyone()) : this.anyone();
  }

  /** A value that is right, or in a few cases another one. */
  mostly<T>(right: T, wrong: () => T): T {
    return this.luck.chance(2.5) ? wrong() : right;
  }

  /** 32 random bytes. */
  word(): Hex {
    const words = Array.from({ length: 8 }, () => this.luck.bits().toString(16).padStart(8, '0'));
    return `0x${words.join('')}`;
  }

  /** A fresh digest, or in a few cases none, or one that has been used before. */
  digest(): Hex {
    const fresh = this.word();
    return this.mostly(fresh, () => this.luck.pick([`0x${'0'.repeat(64)}`, `0x${'7'.repeat(64)}`] as const));
  }

  /** A currency: native or one of the tokens. */
  currency(): Hex {
    return this.luck.pick(['0x0000000000000000000000000000000000000000', ...this.cast.tokens] as const);
  }

  /** An entry of a map whose value fits. */
  entry<K, V>(map: ReadonlyMap<K, V>, fits: (value: V, key: K) => boolean = () => true): [K, V] | undefined {
    return this.luck.pick([...map].filter(([key, value]) => fits(value, key)));
  }

  /** A moment soon; or, where one of the edges is within reach, in some cases exactly there, a second before or later. */
  soonOr(...edges: bigint[]): bigint {
    const { luck, env } = this;
    const edge = luck.pick(edges.filter((time) => time > env.now + 1n && time - env.now <= this.#reach));
    if (edge === undefined || luck.chance(85)) return env.now + luck.between(1n, 12n);
    return edge + luck.pick([-1n, 0n, 0n, 1n, 30n] as const);
  }

  /** The first moment from `time` on or a little later, or in a few cases a second before. */
  notBefore(time: bigint): bigint {
    const soon = this.env.now + this.luck.between(1n, 12n);
    if (time <= soon) return soon;
    return time + this.luck.pick([-1n, 0n, 0n, 0n, 1n, 20n] as const);
  }

  /** Whether nobody is kept from what is under way when the clock jumps there. */
  mayJumpTo(time: bigint): boolean {
    return time - this.env.now <= this.#reach;
  }

  /** Seconds that the clock may jump: few while somebody has a move to make, but for a few cases. */
  get #reach(): bigint {
    const { jobs, disputes } = this.world;
    const underWay =
      [...disputes.disputes.values()].some(({ phase }) => phase !== PHASE.Ended) ||
      [...disputes.audits].some(([id, { pending }]) => pending.size > 0 && jobs.jobs.get(id)!.bondLocked) ||
      [...jobs.jobs.values()].some(({ state, review, bondLocked }) => {
        return state === STATE.Claimed || (bondLocked && review.openAudits > 0n);
      });
    return underWay && this.luck.chance(97) ? 200n : 10n ** 9n;
  }

  /** Signs as the account does, with its key, or in a few cases spoils the signature. */
  async sign(account: Hex, hash: Hex): Promise<Hex> {
    const privateKey = this.cast.keys.get(account)!;
    const signature = serializeSignature(await sign({ hash, privateKey }));
    this.memory.signatures.set(signature, { account, hash });
    const spoilt: Hex = `0x${signature.slice(2, -2)}${signature.endsWith('1b') ? '1c' : '1b'}`;
    return this.mostly(signature, () => spoilt);
  }
}
