import { calendarDay } from '../../lib/format/calendar-day.ts';
import { currencyOf } from '../../lib/format/currency-of.ts';
import { shortHex } from '../../lib/format/short-hex.ts';
import { tokenAmount } from '../../lib/format/token-amount.ts';
import { Section } from '../../ui/section.tsx';
import type { LicenseRenewal } from './license-detail.ts';

/** Every time that a licence was paid for again, the newest first. */
export function RenewalsList({ renewals }: { renewals: readonly LicenseRenewal[] }) {
  if (renewals.length === 0) return null;
  return (
    <Section title="Renewals" note={renewals.length}>
      <div className="panel">
        <ul className="list">
          {renewals.map((renewal) => (
            <li key={renewal.id}>
              <span className="grow">
                {calendarDay(renewal.renewedAtMs)}
                <span className="small muted block">
                  paid by <span className="mono">{shortHex(renewal.payer)}</span>
                  {renewal.endsAtMs !== undefined && `, good until ${calendarDay(renewal.endsAtMs)}`}
                </span>
              </span>
              <span className="nowrap">
                {tokenAmount(renewal.price, currencyOf(renewal.currency).decimals)}{' '}
                <span className="small muted">{currencyOf(renewal.currency).symbol}</span>
              </span>
            </li>
          ))}
        </ul>
      </div>
    </Section>
  );
}
