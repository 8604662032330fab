import { MAX_ROYALTY_BPS, POLICY } from '../../assets/asset.ts';
import { RIGHT } from '../../market/right.ts';
import type { Kind } from '../kind.ts';
import type { Plan } from '../plan.ts';

/** How assets are registered, kept and moved. */
export const assetKinds: Readonly<Record<string, Kind>> = {
  register: {
    weight: 4,
    plan: (plan) => {
      const from = plan.mostly(plan.user(), () => plan.anyone());
      const { luck } = plan;
      const policy = luck.pick([POLICY.Open, POLICY.Open, POLICY.Licensed, POLICY.Closed] as const);
      const royaltyBps = plan.mostly(
        luck.between(0n, luck.chance(20) ? MAX_ROYALTY_BPS : 900n),
        () => 5_001n,
      );
      const args = [luck.between(0n, 4n), plan.digest(), policy, royaltyBps, parentsFor(plan, from)];
      return { from, to: 'assets', fn: 'register', args };
    },
  },
  publishVersion: {
    weight: 2,
    plan: (plan) => {
      const [id, asset] = plan.entry(plan.world.assets.assets) ?? [];
      if (id === undefined) return undefined;
      const used = [...plan.world.assets.manifests.keys()].find((key) => key.startsWith(asset!.owner));
      const digest = plan.mostly(
        plan.digest(),
        () => (used?.split(' ')[1] ?? plan.digest()) as `0x${string}`,
      );
      const args = [plan.mostly(id, () => 10n ** 6n), digest];
      return { from: plan.rightly(asset!.owner), to: 'assets', fn: 'publishVersion', args };
    },
  },
  tightenPolicy: {
    weight: 1,
    plan: (plan) => {
      const [id, asset] =
        plan.entry(plan.world.assets.assets, ({ policy }) => policy < 2n || plan.luck.chance(5)) ?? [];
      if (id === undefined) return undefined;
      const policy = plan.luck.between(asset!.policy, 2n);
      const args = [plan.mostly(id, () => 0n), policy];
      return { from: plan.rightly(asset!.owner), to: 'assets', fn: 'tightenPolicy', args };
    },
  },
  transferAsset: {
    weight: 1,
    plan: (plan) => {
      const [id, asset] = plan.entry(plan.world.assets.assets) ?? [];
      if (id === undefined) return undefined;
      const from = plan.rightly(asset!.approved === NOBODY ? asset!.owner : asset!.approved);
      const to = plan.mostly(plan.user(), () => NOBODY);
      const args = [plan.rightly(asset!.owner), to, plan.mostly(id, () => 10n ** 6n)];
      return { from, to: 'assets', fn: 'transferFrom', args };
    },
  },
  approveAsset: {
    weight: 1,
    plan: (plan) => {
      const [id, asset] = plan.entry(plan.world.assets.assets) ?? [];
      if (id === undefined) return undefined;
      const from = plan.rightly(asset!.owner);
      if (plan.luck.chance(30)) {
        const args = [plan.mostly(plan.user(), () => NOBODY), plan.luck.chance(60)];
        return { from, to: 'assets', fn: 'setApprovalForAll', args };
      }
      return { from, to: 'assets', fn: 'approve', args: [plan.user(), plan.mostly(id, () => 0n)] };
    },
  },
};

const NOBODY = '0x0000000000000000000000000000000000000000';

/** Parents for a work of `registrant`: mostly none or what may be used, sometimes what may not. */
export function parentsFor(plan: Plan, registrant: string): { assetId: bigint; licenseId: bigint }[] {
  const { luck, world } = plan;
  const count = luck.pick([0, 0, 0, 1, 1, 2, 3, 4] as const) + (luck.chance(1) ? 1 : 0);
  const parents = Array.from({ length: count }, () => {
    const [assetId] =
      plan.entry(world.assets.assets, ({ policy }) => policy === POLICY.Open || luck.chance(25)) ?? [];
    const [licenseId] =
      plan.entry(world.market.licenses, (license) => {
        const right = (license.rights & RIGHT.DERIVE) !== 0n && license.owner === registrant;
        return license.assetId === assetId && (right || luck.chance(10));
      }) ?? [];
    return { assetId: plan.mostly(assetId ?? 0n, () => 10n ** 6n), licenseId: licenseId ?? 0n };
  }).filter(({ assetId }) => assetId > 0n);
  const known = new Set<bigint>();
  const fresh = parents.filter(({ assetId }) => !known.has(assetId) && known.add(assetId));
  return luck.chance(5) ? parents : fresh;
}
