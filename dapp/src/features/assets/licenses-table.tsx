import { Link } from '@tanstack/react-router';
import { relativeTime } from '../../lib/format/relative-time.ts';
import { shortHex } from '../../lib/format/short-hex.ts';
import { tokenAmount } from '../../lib/format/token-amount.ts';
import type { LicenseView } from './asset-detail.ts';
import { currencyOf } from '../../lib/format/currency-of.ts';

/** Who holds a licence, what was paid and how long it lasts. */
export function LicensesTable({ licenses, nowMs }: { licenses: readonly LicenseView[]; nowMs: number }) {
  return (
    <div className="panel">
      <table className="table cardable">
        <thead>
          <tr>
            <th scope="col">Holder</th>
            <th scope="col">Bought</th>
            <th scope="col">Lasts</th>
            <th scope="col" className="num">
              Paid
            </th>
          </tr>
        </thead>
        <tbody>
          {licenses.map((license) => (
            <tr key={license.id}>
              <td>
                <Link to="/u/$address" params={{ address: license.holder }} className="mono">
                  {shortHex(license.holder)}
                </Link>
              </td>
              <td data-label="Bought">{relativeTime(license.boughtAtMs, nowMs)}</td>
              <td data-label="Lasts">{lasts(license, nowMs)}</td>
              <td data-label="Paid" className="num">
                {paidFor(license)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function paidFor({ paid }: LicenseView): string {
  if (!paid) return 'not read';
  const { symbol, decimals } = currencyOf(paid.currency);
  return `${tokenAmount(paid.wei, decimals)} ${symbol}`;
}

function lasts({ endsAtMs }: LicenseView, nowMs: number): string {
  if (endsAtMs === undefined) return 'for ever';
  const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium' }).format(endsAtMs);
  return endsAtMs <= nowMs ? `ended ${day}` : `until ${day}`;
}
