import { relativeTime } from '../../lib/format/relative-time.ts';
import { shortHex } from '../../lib/format/short-hex.ts';
import { Section } from '../../ui/section.tsx';
import type { LicenseUsage } from './license-detail.ts';
import { tokenUnits } from './token-units.ts';

/** Who has used a metered licence, and where. */
export function UsagesTable({ usages, nowMs }: { usages: readonly LicenseUsage[]; nowMs: number }) {
  return (
    <Section title="Used by" note={usages.length}>
      {usages.length === 0 ? (
        <p className="muted">Nobody has handed in a receipt yet.</p>
      ) : (
        <div className="panel">
          <table className="table cardable">
            <thead>
              <tr>
                <th scope="col">Account</th>
                <th scope="col">Server</th>
                <th scope="col">Last counted</th>
                <th scope="col" className="num">
                  Used
                </th>
              </tr>
            </thead>
            <tbody>
              {usages.map((usage) => (
                <tr key={usage.id}>
                  <td className="mono">{shortHex(usage.account)}</td>
                  <td data-label="Server" className="mono">
                    {shortHex(usage.server)}
                  </td>
                  <td data-label="Last counted">{relativeTime(usage.redeemedAtMs, nowMs)}</td>
                  <td data-label="Used" className="num">
                    {tokenUnits(usage.units)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Section>
  );
}
