import { Link } from '@tanstack/react-router';
import { compactCount } from '../../lib/format/compact-count.ts';
import { relativeTime } from '../../lib/format/relative-time.ts';
import { shortHex } from '../../lib/format/short-hex.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Badge } from '../../ui/badge.tsx';
import { buttonClass } from '../../ui/button.tsx';
import { Cover } from '../../ui/cover.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Seal } from '../../ui/seal.tsx';
import type { AssetDetail } from './asset-detail.ts';
import { KIND_LOOKS } from './kind-looks.ts';

/** Cover, name, maker and the first acts of an asset. */
export function AssetHead({ asset, nowMs }: { asset: AssetDetail; nowMs: number }) {
  const look = KIND_LOOKS[asset.kind];
  const [tag] = asset.tags;
  return (
    <header className="asset-head">
      <Cover digest={asset.digest} kind={asset.kind} className="asset-cover" />
      <div className="stack stack-12 grow">
        <p className="row small muted wrap">
          <Link to="/" search={{ kind: asset.kind }}>
            {look.many}
          </Link>
          {tag !== undefined && (
            <>
              <Icon name="right" size="sm" />
              <Link to="/" search={{ kind: asset.kind, tag }}>
                {tag}
              </Link>
            </>
          )}
        </p>
        <div className="row row-12 wrap">
          <h1 className="break">{asset.name}</h1>
          <Badge>
            <Icon name={look.icon} size="sm" />
            {look.one}
          </Badge>
          <Seal seal={asset.seal} />
        </div>
        {asset.pitch !== undefined && <p className="lead break">{asset.pitch}</p>}
        <div className="row row-16 wrap muted">
          <Link to="/u/$address" params={{ address: asset.creator }} className="row">
            <Avatar address={asset.creator} />
            <span className="mono">{shortHex(asset.creator)}</span>
          </Link>
          {asset.licensesSold > 0 && <span>{count(asset.licensesSold, 'licence', 'licences')} sold</span>}
          {asset.derived > 0 && <span>{count(asset.derived, 'asset', 'assets')} made from it</span>}
          <span>
            v{asset.versions.length}, {relativeTime(newest(asset), nowMs)}
          </span>
        </div>
        <HeadActs asset={asset} />
      </div>
    </header>
  );
}

function HeadActs({ asset }: { asset: AssetDetail }) {
  const runs = asset.kind === 'model' || asset.kind === 'adapter';
  const trains = asset.kind === 'model' || asset.kind === 'dataset';
  return (
    <div className="row wrap">
      {runs && (
        <Link to="/playground" search={{ model: asset.id }} className={buttonClass({ look: 'light' })}>
          <Icon name="play" size="sm" />
          Try it
        </Link>
      )}
      {trains && (
        <Link
          to="/train/new"
          search={asset.kind === 'model' ? { base: asset.id } : { dataset: asset.id }}
          className={buttonClass()}
        >
          <Icon name="branch" />
          {asset.kind === 'model' ? 'Fine-tune from this' : 'Train with this'}
        </Link>
      )}
      <a href="#files" className={buttonClass({ look: 'ghost' })}>
        <Icon name="download" />
        Files
      </a>
    </div>
  );
}

function newest({ versions, registeredAtMs }: AssetDetail): number {
  return versions.at(-1)?.publishedAtMs ?? registeredAtMs;
}

function count(number: number, one: string, many: string): string {
  return `${compactCount(number)} ${number === 1 ? one : many}`;
}
