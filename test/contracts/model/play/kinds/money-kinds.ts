import type { Hex } from 'viem';
import { NOBODY } from '../../core/hex.ts';
import { held } from '../../core/ledger.ts';
import { PHASE } from '../../disputes/dispute.ts';
import { pairKey } from '../../core/world.ts';
import type { Kind } from '../kind.ts';
import {
  bondRates,
  DISPUTE_PARAMETERS,
  JOB_PARAMETERS,
  MIN_TICKET_AGE,
  ONE,
  UNBONDING_TIME,
} from '../parameters.ts';

/** Withdrawals, allowances, and what governor and guardian do. */
export const moneyKinds: Readonly<Record<string, Kind>> = {
  withdraw: {
    weight: 5,
    plan: (plan) => {
      const [key, credit] =
        plan.entry(plan.world.treasury.credits, (amount) => amount > 0n || plan.luck.chance(2)) ?? [];
      if (key === undefined) return undefined;
      const [account, currency] = key.split(' ') as [Hex, Hex];
      const from = plan.cast.keys.has(account) ? account : plan.anyone();
      const amount = plan.luck.pick([
        credit!,
        plan.luck.between(0n, credit!),
        credit! + (plan.luck.chance(20) ? 1n : 0n),
      ] as const);
      return {
        from,
        to: 'treasury',
        fn: 'withdraw',
        args: [currency, plan.mostly(plan.anyone(), () => NOBODY), amount],
      };
    },
  },
  withdrawFees: {
    weight: 1,
    plan: (plan) => {
      const currency = plan.currency();
      const fees = held(plan.world.treasury.credits, pairKey(plan.env.at.treasury, currency));
      const amount = plan.mostly(plan.luck.between(0n, fees), () => fees + 1n);
      const args = [currency, plan.mostly(plan.user(), () => NOBODY), amount];
      return { from: plan.rightly(plan.cast.governor), to: 'treasury', fn: 'withdrawFees', args };
    },
  },
  approveToken: {
    weight: 1,
    plan: (plan) => {
      const amount = plan.luck.pick([0n, ONE, 1000n * ONE, 10n ** 24n, 10n ** 24n, 2n ** 256n - 1n] as const);
      return {
        from: plan.user(),
        to: plan.luck.pick(plan.cast.tokens)!,
        fn: 'approve',
        args: [plan.env.at.treasury, amount],
      };
    },
  },
  mintToken: {
    weight: 0.3,
    plan: (plan) => {
      const args = [plan.anyone(), plan.luck.between(0n, 100n * ONE)];
      return { from: plan.user(), to: plan.luck.pick(plan.cast.tokens)!, fn: 'mint', args };
    },
  },
  allowCurrency: {
    weight: 0.7,
    plan: (plan) => {
      const token = plan.luck.pick(plan.cast.tokens)!;
      const allowed = plan.world.treasury.allowed.get(token) !== true || plan.luck.chance(25);
      return {
        from: plan.rightly(plan.cast.governor),
        to: 'treasury',
        fn: 'allowCurrency',
        args: [token, allowed ? !plan.luck.chance(10) : true],
      };
    },
  },
  pause: {
    weight: 1,
    plan: (plan) => {
      const to = plan.luck.pick(['assets', 'market', 'nodes', 'escrow'] as const);
      return { from: plan.rightly(plan.cast.guardian), to, fn: 'pause', args: [] };
    },
  },
  unpause: {
    weight: 6,
    plan: (plan) => {
      const to = plan.luck.pick(
        (['assets', 'market', 'nodes', 'escrow'] as const).filter((name) => plan.world.paused[name]),
      );
      const wrong = plan.luck.chance(1) ? 'market' : undefined;
      const target = to ?? wrong;
      return target && { from: plan.rightly(plan.cast.governor), to: target, fn: 'unpause', args: [] };
    },
  },
  setFee: {
    weight: 0.5,
    plan: (plan) => {
      const fee = plan.mostly(plan.luck.between(0n, 500n), () => 501n);
      return { from: plan.rightly(plan.cast.governor), to: 'market', fn: 'setFee', args: [fee] };
    },
  },
  setParameters: {
    weight: 0.6,
    plan: (plan) => {
      const { luck } = plan;
      const jobs = {
        ...JOB_PARAMETERS,
        feeBps: plan.mostly(luck.between(0n, 500n), () => 501n),
        bondBps: luck.between(0n, 25_000n),
      };
      const disputes = { ...DISPUTE_PARAMETERS, seedDelay: plan.mostly(luck.between(1n, 5n), () => 0n) };
      if (luck.chance(10)) disputes.maxDuration = luck.pick([3600n, 10n ** 6n] as const);
      if (luck.chance(5)) jobs.minBond = ONE / 10n;
      if (luck.chance(5)) disputes.challengeBond = luck.pick([ONE / 10n, ONE / 20n] as const);
      if (luck.chance(5)) disputes.slice = ONE;
      const rates = bondRates(luck.chance(10) ? plan.cast.tokens.slice(1) : plan.cast.tokens);
      return {
        from: plan.rightly(plan.cast.governor),
        to: 'escrow',
        fn: 'setParameters',
        args: [jobs, disputes, rates],
      };
    },
  },
  setNodeParameter: {
    weight: 1.5,
    plan: (plan) => {
      const { luck } = plan;
      const [fn, value] = luck.pick<[string, bigint]>([
        ['setMinStake', luck.pick([ONE, ONE / 2n, 2n * ONE] as const)],
        ['setTicketUnit', plan.mostly(luck.pick([ONE, ONE, 2n * ONE] as const), () => 0n)],
        ['setMinTicketAge', luck.pick([0n, MIN_TICKET_AGE] as const)],
        ['setUnbondingTime', luck.pick([UNBONDING_TIME, 2n * UNBONDING_TIME] as const)],
      ]);
      return { from: plan.rightly(plan.cast.governor), to: 'nodes', fn, args: [value] };
    },
  },
  setClassStatus: {
    weight: 0.8,
    plan: (plan) => {
      const { classes } = plan.cast;
      const off = plan.entry(
        plan.world.nodes.classes,
        ({ status }, id) => id !== classes[2] && status !== 1n,
      );
      const status = off === undefined ? plan.luck.pick([1n, 2n, 3n, 3n] as const) : 1n;
      const args = [off?.[0] ?? plan.luck.pick(classes)!, status];
      return { from: plan.rightly(plan.cast.governor), to: 'nodes', fn: 'setClassStatus', args };
    },
  },
  pass: {
    weight: 2,
    plan: (plan) => ({
      blocks: Number(plan.luck.between(1n, 6n)),
      secondsApart: plan.luck.between(1n, 200n),
    }),
  },
  passHours: {
    weight: 0.1,
    plan: (plan) => ({ blocks: 1, secondsApart: plan.luck.between(600n, 12_000n) }),
  },
  passLong: {
    weight: 1.5,
    plan: (plan) => {
      // Mostly when a seed is waiting, to let it expire.
      const { disputes, audits } = plan.world.disputes;
      const waits =
        [...disputes.values()].some(({ phase }) => phase === PHASE.Drawing) ||
        [...audits.values()].some(({ seedBlock, endsAt }) => seedBlock > 0n && endsAt === 0n);
      if (!plan.luck.chance(waits ? 60 : 8)) return undefined;
      return { blocks: 257 + plan.luck.below(8), secondsApart: plan.luck.between(1n, 3n) };
    },
  },
};
