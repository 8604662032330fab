import { Link } from '@tanstack/react-router';
import { compactCount } from '../../lib/format/compact-count.ts';
import { buttonClass } from '../../ui/button.tsx';
import { Cover } from '../../ui/cover.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Seal } from '../../ui/seal.tsx';
import type { AssetSummary } from './asset-summary.ts';
import './card.css';
import { KIND_LOOKS } from './kind-looks.ts';
import { PriceTag } from './price-tag.tsx';

type AssetCardProps = {
  asset: AssetSummary;
  /** What the base model of an adapter is called, when it is known. */
  baseName?: string | undefined;
};

/** An asset in the grid: one stretched link to its page, and the acts above it. */
export function AssetCard({ asset, baseName }: AssetCardProps) {
  const look = KIND_LOOKS[asset.kind];
  return (
    <article className="card">
      <Cover digest={asset.digest} kind={asset.kind}>
        <span className="tag tag-kind">
          <Icon name={look.icon} />
          {look.one}
        </span>
        <Uses asset={asset} />
        <CardActs asset={asset} />
      </Cover>
      <div className="card-body">
        <div className="card-title">
          <h2>
            <Link to="/a/$assetId" params={{ assetId: asset.id }}>
              {asset.name}
            </Link>
          </h2>
        </div>
        <p className="pitch">{asset.pitch ?? 'No summary given.'}</p>
        <p className="spec">
          {[baseName?.replace(/[ -]instruct$/i, ''), ...asset.spec].filter(Boolean).join(' · ')}
        </p>
        <div className="card-foot">
          <PriceTag asset={asset} />
          <Seal seal={asset.seal} />
        </div>
      </div>
    </article>
  );
}

/** How often it was put to use: licences sold for what is sold, derived assets for what is built on. */
function Uses({ asset }: { asset: AssetSummary }) {
  const [count, icon, word] =
    asset.licensesSold >= asset.derived
      ? ([asset.licensesSold, 'key', 'licences sold'] as const)
      : ([asset.derived, 'branch', 'assets made from it'] as const);
  if (count === 0) return null;
  return (
    <span className="tag tag-live" title={`${count} ${word}`}>
      <Icon name={icon} />
      {compactCount(count)}
      <span className="sr"> {word}</span>
    </span>
  );
}

function CardActs({ asset }: { asset: AssetSummary }) {
  const { icon, word, to } = firstAct(asset);
  return (
    <span className="card-acts">
      <Link
        {...to}
        className={buttonClass({ look: 'primary', size: 'sm' })}
        aria-label={`${word} ${asset.name}`}
      >
        <Icon name={icon} size="sm" />
        {word}
      </Link>
      <Link
        to="/a/$assetId"
        params={{ assetId: asset.id }}
        hash="buy"
        className={buttonClass({ size: 'sm' })}
        aria-label={`${asset.cheapest ? 'Buy' : 'Get'} ${asset.name}`}
      >
        {asset.cheapest ? 'Buy' : 'Get'}
      </Link>
    </span>
  );
}

function firstAct(asset: AssetSummary) {
  if (asset.kind === 'model' || asset.kind === 'adapter') {
    const to = { to: '/playground', search: { model: asset.id } } as const;
    return { icon: 'play', word: 'Try', to } as const;
  }
  const to = { to: '/a/$assetId', params: { assetId: asset.id }, hash: 'preview' } as const;
  return { icon: 'grid', word: 'Preview', to } as const;
}
