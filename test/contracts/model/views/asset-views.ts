import type { View } from '../chain/view.ts';
import type { World } from '../core/world.ts';
import { packLineage } from '../assets/pack-lineage.ts';
import { share } from '../core/share.ts';

const SALE_PRICE = 12_345_678_901n;

/** What the asset registry should answer. */
export function assetViews({ assets: { assets, manifests } }: World): View[] {
  const view = (fn: string, args: readonly unknown[], expected: unknown): View => ({
    of: 'assets',
    fn,
    args,
    expected,
  });
  const views = [view('assetCount', [], BigInt(assets.size))];
  for (const [
    id,
    { owner, approved, creator, lineage, manifestDigest, kind, policy, royaltyBps, version },
  ] of assets) {
    const ancestors = lineage.ancestors.map(({ assetId, bps }) => ({
      assetId,
      account: assets.get(assetId)!.owner,
      bps,
    }));
    views.push(
      view('ownerOf', [id], owner),
      view('getApproved', [id], approved),
      view('creatorOf', [id], creator),
      view('ancestorsOf', [id], packLineage(lineage).ancestors),
      view('payeesOf', [id], [owner, ancestors]),
      view('assetOf', [id], { manifestDigest, kind, policy, royaltyBps, version }),
      view('royaltyInfo', [id, SALE_PRICE], [creator, share(SALE_PRICE, royaltyBps)]),
    );
  }
  for (const [key, id] of manifests) views.push(view('assetWith', key.split(' '), id));
  for (const owner of new Set([...assets.values()].map((asset) => asset.owner))) {
    const balance = [...assets.values()].filter((asset) => asset.owner === owner).length;
    views.push(view('balanceOf', [owner], BigInt(balance)));
  }
  return views;
}
