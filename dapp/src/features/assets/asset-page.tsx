import type { Hex } from '@cultivar/sdk/spec';
import type { ReactNode } from 'react';
import { useManifest } from '../../lib/content/use-manifest.ts';
import { useNow } from '../../lib/use-now.ts';
import './asset.css';
import type { AssetDetail, AssetManifest } from './asset-detail.ts';
import { AssetAside } from './asset-aside.tsx';
import { AssetHead } from './asset-head.tsx';
import { AssetSections } from './asset-sections.tsx';
import { AssetTabs } from './asset-tabs.tsx';
import { StickyBuy } from './sticky-buy.tsx';

/** Everything about one asset: what it is, what it was made from, what it costs, and how far to believe it. */
export function AssetPage({ asset, sellerTools }: { asset: AssetDetail; sellerTools?: ReactNode }) {
  const manifest = useManifest(asset.digest as Hex);
  const described = describes(manifest.data, asset) ? manifest.data : undefined;
  const nowMs = useNow();
  return (
    <>
      <AssetHead asset={asset} nowMs={nowMs} />
      <AssetTabs asset={asset} manifest={described} />
      <div className="split asset-split">
        <AssetSections asset={asset} manifest={described} fetching={manifest} nowMs={nowMs} />
        <AssetAside asset={asset} manifest={described} sellerTools={sellerTools} />
      </div>
      <StickyBuy asset={asset} />
    </>
  );
}

function describes(manifest: { kind: string } | undefined, asset: AssetDetail): manifest is AssetManifest {
  return manifest?.kind === asset.kind;
}
