import type { Hex } from 'viem';
import type { Kind } from '../kind.ts';
import type { Plan } from '../plan.ts';
import { ONE } from '../parameters.ts';

/** What nodes do with their stake and their classes. */
export const nodeKinds: Readonly<Record<string, Kind>> = {
  registerNode: {
    weight: 1,
    plan: (plan) => {
      const value = plan.mostly(plan.luck.between(1n, 4n) * ONE, () => ONE - 1n);
      const classes = plan.mostly([plan.luck.pick(plan.cast.classes)!], () => [
        plan.cast.classes[0]!,
        plan.cast.classes[0]!,
      ]);
      const from = plan.luck.chance(70) ? plan.user() : aNode(plan);
      if (from === undefined) return undefined;
      return { from, to: 'nodes', fn: 'register', args: [plan.digest(), classes], value };
    },
  },
  updateNode: {
    weight: 0.5,
    plan: (plan) => {
      const node = aNode(plan);
      return node && { from: plan.rightly(node), to: 'nodes', fn: 'update', args: [plan.digest()] };
    },
  },
  addStake: {
    weight: 2,
    plan: (plan) => {
      const node = aNode(plan);
      if (node === undefined) return undefined;
      const value = plan.luck.chance(5) ? 0n : plan.luck.between(1n, 5n * ONE);
      return { from: plan.rightly(node), to: 'nodes', fn: 'addStake', args: [], value };
    },
  },
  joinClass: {
    weight: 2,
    plan: (plan) => {
      const node = aNode(plan);
      const classId = plan.mostly(plan.luck.pick(plan.cast.classes)!, () => plan.word());
      return node && { from: plan.rightly(node), to: 'nodes', fn: 'joinClass', args: [classId] };
    },
  },
  leaveClass: {
    weight: 0.7,
    plan: (plan) => {
      const node = aNode(plan);
      const classId = plan.mostly(plan.luck.pick(plan.cast.classes.slice(1))!, () => plan.cast.classes[0]!);
      return node && { from: plan.rightly(node), to: 'nodes', fn: 'leaveClass', args: [classId] };
    },
  },
  renewTickets: {
    weight: 1.5,
    plan: (plan) => {
      const node = aNode(plan);
      return (
        node && {
          from: plan.rightly(node),
          to: 'nodes',
          fn: 'renewTickets',
          args: [plan.luck.pick(plan.cast.classes)!],
        }
      );
    },
  },
  clearTickets: {
    weight: 1.5,
    plan: (plan) => {
      const { classes, nodes, ticketUnit } = plan.world.nodes;
      const classId = plan.luck.pick(plan.cast.classes)!;
      const unbacked = plan.entry(classes.get(classId)!.members, ({ tickets }, node) => {
        return (nodes.get(node)?.stake ?? 0n) < tickets * ticketUnit;
      });
      const node = plan.luck.chance(80) ? unbacked?.[0] : aNode(plan);
      return node && { from: plan.anyone(), to: 'nodes', fn: 'clearTickets', args: [node, classId] };
    },
  },
  unbond: {
    weight: 1.5,
    plan: (plan) => {
      const node = aNode(plan);
      if (node === undefined) return undefined;
      const { stake, locked } = plan.world.nodes.nodes.get(node)!;
      const free = stake - locked;
      const amount = plan.luck.pick([
        free,
        free + 1n,
        free / 2n,
        plan.luck.between(0n, free / 8n),
        plan.luck.between(0n, ONE),
      ] as const);
      return {
        from: plan.rightly(node),
        to: 'nodes',
        fn: 'unbond',
        args: [plan.luck.chance(60) ? plan.luck.between(0n, ONE) : amount],
      };
    },
  },
  withdrawStake: {
    weight: 1.5,
    plan: (plan) => {
      const [account, node] =
        plan.entry(plan.world.nodes.nodes, ({ unbonding }) => unbonding > 0n || plan.luck.chance(2)) ?? [];
      if (node === undefined) return undefined;
      return {
        from: plan.rightly(account!),
        to: 'nodes',
        fn: 'withdrawStake',
        args: [],
        at: plan.soonOr(node.unbondedAt),
      };
    },
  },
};

const aNode = (plan: Plan): Hex | undefined => plan.entry(plan.world.nodes.nodes)?.[0];
