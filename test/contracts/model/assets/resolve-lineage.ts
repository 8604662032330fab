import type { Hex } from 'viem';
import type { Call } from '../core/call.ts';
import { share } from '../core/share.ts';
import { isLicensed } from '../market/is-licensed.ts';
import { RIGHT } from '../market/right.ts';
import type { AncestorShare, Lineage, Parent } from './asset.ts';
import { POLICY } from './asset.ts';

const MAX_PARENTS = 4;
const MAX_ANCESTORS = 8;
const MAX_TOTAL_BPS = 5_000n;

/** What a work of `registrant` made from `parents` would owe; notes why it may not be made. */
export function resolveLineage(call: Call, registrant: Hex, parents: readonly Parent[]): Lineage {
  const lineage = { parents: parents.map(({ assetId }) => assetId), ancestors: [] as AncestorShare[] };
  const before = call.faults.length;
  const refused = () => call.faults.length > before;
  call.require(parents.length <= MAX_PARENTS, 'AssetRegistry_TooManyParents', BigInt(parents.length), 4n);
  if (refused()) return lineage;
  for (const [i, parent] of parents.entries()) {
    const again = lineage.parents.indexOf(parent.assetId) < i;
    call.require(!again, 'AssetRegistry_DuplicateParent', parent.assetId);
    requireMayDerive(call, registrant, parent);
  }
  if (refused()) return lineage;
  for (const { assetId } of parents) addParent(call, lineage.ancestors, assetId);
  if (refused()) return lineage;
  const total = lineage.ancestors.reduce((sum, { bps }) => sum + bps, 0n);
  call.require(total <= MAX_TOTAL_BPS, 'Lineage_TotalTooHigh', total, MAX_TOTAL_BPS);
  return lineage;
}

function requireMayDerive(call: Call, registrant: Hex, { assetId, licenseId }: Parent): void {
  const asset = call.world.assets.assets.get(assetId);
  if (asset === undefined) return call.refuse('AssetRegistry_UnknownAsset', assetId);
  if (asset.owner === registrant || asset.policy === POLICY.Open) return;
  if (asset.policy === POLICY.Closed) {
    return call.refuse('AssetRegistry_DerivationClosed', assetId, registrant);
  }
  const license = call.world.market.licenses.get(licenseId);
  const licensed =
    license?.assetId === assetId && isLicensed(call.world, call.env.now, licenseId, registrant, RIGHT.DERIVE);
  call.require(licensed, 'AssetRegistry_DerivationUnlicensed', assetId, licenseId, registrant);
}

/** A parent is due its royalty, out of which its own ancestors get the parts that it owes them. */
function addParent(call: Call, ancestors: AncestorShare[], parentId: bigint): void {
  const { royaltyBps, lineage } = call.world.assets.assets.get(parentId)!;
  const owed = lineage.ancestors.map(({ assetId, bps }) => ({ assetId, bps: share(royaltyBps, bps) }));
  const own = royaltyBps - owed.reduce((sum, { bps }) => sum + bps, 0n);
  for (const part of [...owed, { assetId: parentId, bps: own }]) {
    if (part.bps === 0n) continue;
    const known = ancestors.findIndex(({ assetId }) => assetId === part.assetId);
    if (known === -1) ancestors.push(part);
    else ancestors[known] = { assetId: part.assetId, bps: ancestors[known]!.bps + part.bps };
  }
  call.require(ancestors.length <= MAX_ANCESTORS, 'Lineage_TooManyAncestors', BigInt(MAX_ANCESTORS));
}
