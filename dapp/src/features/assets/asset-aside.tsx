import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { percentBps } from '../../lib/format/percent-bps.ts';
import { shortHex } from '../../lib/format/short-hex.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Facts } from '../../ui/facts.tsx';
import type { Fact } from '../../ui/facts.tsx';
import type { AssetDetail, AssetManifest } from './asset-detail.ts';
import { assetFacts } from './asset-facts.ts';
import { BuyBox } from './buy-box.tsx';
import { OwnerPanel } from './owner-panel.tsx';
import { SealPanel } from './seal-panel.tsx';

type AsideProps = {
  asset: AssetDetail;
  manifest: AssetManifest | undefined;
  sellerTools?: ReactNode;
};

/** The side column: what it costs, how far to believe it, and the facts of the token. */
export function AssetAside({ asset, manifest, sellerTools }: AsideProps) {
  return (
    <aside className="aside" aria-label="Licences and facts">
      <OwnerPanel asset={asset} />
      {sellerTools}
      <BuyBox asset={asset} />
      <SealPanel asset={asset} />
      <div className="aside-kv">
        <Facts facts={[...tokenFacts(asset), ...(manifest ? assetFacts(manifest) : [])]} />
      </div>
    </aside>
  );
}

function tokenFacts(asset: AssetDetail): Fact[] {
  const base = asset.parents.find(({ kind }) => kind === 'model');
  return [
    {
      label: 'Digest',
      value: (
        <span className="row fact-copy">
          <span className="mono">{shortHex(asset.digest)}</span>
          <CopyButton text={asset.digest} label="manifest digest" />
        </span>
      ),
    },
    ...(base
      ? [
          {
            label: 'Base',
            value: (
              <Link to="/a/$assetId" params={{ assetId: base.id }} className="accent">
                {base.name}
              </Link>
            ),
          },
        ]
      : []),
    { label: 'Token', value: <span className="mono">#{asset.tokenId}</span> },
    {
      label: 'Owner',
      value: (
        <Link to="/u/$address" params={{ address: asset.owner }} className="mono">
          {shortHex(asset.owner)}
        </Link>
      ),
    },
    { label: 'Share of derived sales', value: percentBps(asset.royaltyBps) },
    { label: 'Deriving', value: DERIVING[asset.policy] },
    { label: 'Licence text', value: asset.license ?? 'none given' },
  ];
}

const DERIVING = { open: 'open to all', licensed: 'with a licence', closed: 'owner only' } as const;
