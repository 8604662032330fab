import { Link } from '@tanstack/react-router';
import { calendarDay } from '../../lib/format/calendar-day.ts';
import { compactCount } from '../../lib/format/compact-count.ts';
import { relativeTime } from '../../lib/format/relative-time.ts';
import { useNow } from '../../lib/use-now.ts';
import { Badge } from '../../ui/badge.tsx';
import { buttonClass } from '../../ui/button.tsx';
import { Cover } from '../../ui/cover.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Meter } from '../../ui/meter.tsx';
import { Section } from '../../ui/section.tsx';
import type { HeldLicense } from './holdings.ts';

/** Licences that cover the account, each with what is left of it and the way to its page. */
export function LicenseList({ title, licenses }: { title: string; licenses: readonly HeldLicense[] }) {
  const nowMs = useNow();
  return (
    <Section title={title} note={licenses.length}>
      {licenses.length === 0 ? (
        <EmptyState
          icon="key"
          title="No licences yet"
          action={
            <Link to="/" className={buttonClass({ size: 'sm' })}>
              Explore
            </Link>
          }
        >
          What you buy or are given shows up here.
        </EmptyState>
      ) : (
        <div className="panel">
          <ul className="list">
            {licenses.map((license) => (
              <Row key={license.id} license={license} nowMs={nowMs} />
            ))}
          </ul>
        </div>
      )}
    </Section>
  );
}

function Row({ license, nowMs }: { license: HeldLicense; nowMs: number }) {
  const { asset, units } = license;
  return (
    <li className="holding">
      <Cover digest={asset.digest} kind={asset.kind} square className="holding-cover" />
      <span className="grow stack stack-4">
        <Link to="/l/$licenseId" params={{ licenseId: license.id }} className="block clip">
          <strong>{asset.name}</strong>
        </Link>
        <span className="small muted block">{factsOf(license, nowMs).join(' · ')}</span>
        {units && (
          <Meter
            label={`Tokens left of ${asset.name}`}
            value={units.left}
            max={units.granted}
            tone={units.left === 0 ? 'danger' : 'plain'}
          />
        )}
      </span>
      <span className="row holding-acts">
        <Term license={license} nowMs={nowMs} />
        {(asset.kind === 'adapter' || asset.kind === 'model') && (
          <Link
            to="/playground"
            search={{ model: asset.id }}
            className={buttonClass({ size: 'sm' })}
            aria-label={`Try ${asset.name}`}
          >
            Try
          </Link>
        )}
        <Link
          to="/l/$licenseId"
          params={{ licenseId: license.id }}
          className={buttonClass({ size: 'sm' })}
          aria-label={`Manage the licence of ${asset.name}`}
        >
          Manage
        </Link>
      </span>
    </li>
  );
}

function factsOf(license: HeldLicense, nowMs: number): string[] {
  const { allowsCommercial, allowsDerive, boughtAtMs, seats, units } = license;
  const rights = ['Use', allowsCommercial && 'commercial', allowsDerive && 'derive'].filter(Boolean);
  return [
    rights.join(', '),
    `bought ${relativeTime(boughtAtMs, nowMs)}`,
    seats && `${seats.used} of ${seats.count.toLocaleString('en-GB')} seats used`,
    units && `${compactCount(units.left * 1000)} of ${compactCount(units.granted * 1000)} tokens left`,
  ].filter((fact) => fact !== undefined);
}

function Term({ license: { endsAtMs, units }, nowMs }: { license: HeldLicense; nowMs: number }) {
  if (endsAtMs !== undefined && endsAtMs <= nowMs) return <Badge tone="danger">Ended</Badge>;
  if (units?.left === 0) return <Badge tone="danger">Used up</Badge>;
  if (endsAtMs === undefined) return <Badge tone="ok">Perpetual</Badge>;
  return <Badge>until {calendarDay(endsAtMs)}</Badge>;
}
