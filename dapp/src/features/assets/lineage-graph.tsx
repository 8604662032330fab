import { Link } from '@tanstack/react-router';
import { percentBps } from '../../lib/format/percent-bps.ts';
import { classNames } from '../../ui/class-names.ts';
import { Cover } from '../../ui/cover.tsx';
import type { AssetDetail, LineageLink } from './asset-detail.ts';
import { KIND_LOOKS } from './kind-looks.ts';

const ROW_PX = 64;

/** What an asset was made from, what was made from it, and which share of every sale flows along. */
export function LineageGraph({ asset }: { asset: AssetDetail }) {
  const { parents, children } = asset;
  const rows = Math.max(parents.length, children.length, 1);
  const self: LineageLink = { ...asset, note: KIND_LOOKS[asset.kind].one, shareBps: asset.ownerBps };
  return (
    <div className="panel lineage" role="group" aria-label="Lineage graph">
      <Column title="Parents" links={parents} empty="None declared" />
      <Edges rows={rows} from={parents.length} to={1} />
      <div className="lin-col lin-mid">
        <p className="small subtle">This {KIND_LOOKS[asset.kind].one.toLowerCase()}</p>
        <Node link={self} isSelf />
      </div>
      <Edges rows={rows} from={1} to={children.length} />
      <Column title="Made from it" links={children} empty="Nothing yet" />
    </div>
  );
}

function Column({ title, links, empty }: { title: string; links: readonly LineageLink[]; empty: string }) {
  return (
    <div className="lin-col">
      <p className="small subtle">{title}</p>
      {links.length === 0 && <span className="lin lin-empty small subtle">{empty}</span>}
      {links.map((link) => (
        <Node key={link.id} link={link} />
      ))}
    </div>
  );
}

function Node({ link, isSelf }: { link: LineageLink; isSelf?: boolean }) {
  return (
    <Link
      to="/a/$assetId"
      params={{ assetId: link.id }}
      className={classNames('lin', isSelf && 'is-self')}
      aria-current={isSelf ? 'true' : undefined}
    >
      <Cover digest={link.digest} kind={link.kind} square className="lin-cover" />
      <span className="grow">
        <strong className="clip">{link.name}</strong>
        <span className="clip small muted">{link.note}</span>
      </span>
      <span className={classNames('small mono', isSelf ? 'strong' : 'muted')}>
        {percentBps(link.shareBps)}
      </span>
    </Link>
  );
}

/** Curves from every node at the left to every node at the right; drawn only where both sides have some. */
function Edges({ rows, from, to }: { rows: number; from: number; to: number }) {
  const height = rows * ROW_PX;
  const at = (index: number, count: number) => height / 2 + (index - (count - 1) / 2) * ROW_PX;
  const curves: string[] = [];
  for (let left = 0; left < from; left += 1) {
    for (let right = 0; right < to; right += 1) {
      const [y0, y1] = [at(left, from), at(right, to)];
      curves.push(`M0 ${y0}C22 ${y0} 18 ${y1} 40 ${y1}`);
    }
  }
  return (
    <svg className="lin-edges" viewBox={`0 0 40 ${height}`} preserveAspectRatio="none" aria-hidden="true">
      <path d={curves.join('')} />
    </svg>
  );
}
