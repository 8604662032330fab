import { calendarDay } from '../../lib/format/calendar-day.ts';
import { currencyOf } from '../../lib/format/currency-of.ts';
import { duration } from '../../lib/format/duration.ts';
import { tokenAmount } from '../../lib/format/token-amount.ts';
import { useTransactions } from '../../lib/transaction/transaction-context.ts';
import { useConfig } from '../../lib/use-config.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Panel } from '../../ui/panel.tsx';
import type { LicenseDetail, Renewable } from './license-detail.ts';
import { renewIntent } from './renew-intent.ts';
import { tokenUnits } from './token-units.ts';

/** A licence that ends within this is about to. */
const SOON_MS = 7 * 86_400_000;

/** Until when a licence is good, and the act that pays for it again; anybody may. */
export function TermPanel({ license, nowMs }: { license: LicenseDetail; nowMs: number }) {
  const config = useConfig();
  const { review } = useTransactions();
  const { terms, renewable } = license;
  const { symbol, decimals } = currencyOf(terms.currency);
  return (
    <Panel title="Term" note={<TermBadge license={license} nowMs={nowMs} />}>
      <p className="big">{termOf(license, nowMs)}</p>
      {renewable === 'yes' ? (
        <>
          <Button look="primary" block onClick={() => review(renewIntent(config, license, nowMs))}>
            Renew for {tokenAmount(terms.price, decimals)} {symbol}
          </Button>
          <p className="hint">A payment brings {bringsOf(license)}. It never renews by itself.</p>
        </>
      ) : (
        <p className="muted">{WHY_NOT[renewable]}</p>
      )}
    </Panel>
  );
}

const WHY_NOT: Record<Exclude<Renewable, 'yes'>, string> = {
  perpetual: 'It is good for ever: there is nothing to renew.',
  closed: 'Its seller has closed the offer, so it cannot be renewed. What was paid for stays good.',
  void: 'Its seller no longer owns the asset, so it cannot be renewed. What was paid for stays good.',
};

function TermBadge({ license: { endsAtMs }, nowMs }: { license: LicenseDetail; nowMs: number }) {
  if (endsAtMs === undefined) return <Badge tone="ok">Perpetual</Badge>;
  if (endsAtMs <= nowMs) return <Badge tone="danger">Ended</Badge>;
  if (endsAtMs - nowMs < SOON_MS) return <Badge tone="warn">Ends soon</Badge>;
  return <Badge tone="ok">Good</Badge>;
}

function termOf({ endsAtMs }: LicenseDetail, nowMs: number) {
  if (endsAtMs === undefined) return 'For ever';
  const isOver = endsAtMs <= nowMs;
  return (
    <>
      {calendarDay(endsAtMs)}{' '}
      <small>{isOver ? 'it ended' : `${duration((endsAtMs - nowMs) / 1000)} left`}</small>
    </>
  );
}

function bringsOf({ terms }: LicenseDetail): string {
  const parts = [terms.duration > 0 && duration(terms.duration), terms.uses > 0 && tokenUnits(terms.uses)];
  return parts.filter(Boolean).join(' and ');
}
