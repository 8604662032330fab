import type { AssetKind } from '@cultivar/sdk/spec';
import { Link } from '@tanstack/react-router';
import { Icon } from '../../ui/icon.tsx';
import { KIND_LOOKS } from './kind-looks.ts';
import type { KindCounts } from './market-facets.ts';

const KINDS = Object.keys(KIND_LOOKS) as AssetKind[];

/** All assets or those of one kind, with how many there are. */
export function KindTabs({ kind, counts }: { kind: AssetKind | undefined; counts: KindCounts | undefined }) {
  return (
    <nav className="tabs scroll-x" aria-label="Kind">
      <KindLink kind={undefined} current={kind === undefined} count={counts?.all} />
      {KINDS.map((one) => (
        <KindLink key={one} kind={one} current={kind === one} count={counts?.[one]} />
      ))}
    </nav>
  );
}

type KindLinkProps = { kind: AssetKind | undefined; current: boolean; count: number | undefined };

function KindLink({ kind, current, count }: KindLinkProps) {
  return (
    <Link
      from="/"
      to="/"
      search={(before) => ({ ...before, kind })}
      aria-current={current ? 'page' : undefined}
      activeProps={{}}
    >
      {kind && <Icon name={KIND_LOOKS[kind].icon} />}
      {kind ? KIND_LOOKS[kind].many : 'All'}
      {count !== undefined && <span className="n">{count.toLocaleString('en-GB')}</span>}
    </Link>
  );
}
