import { Meter } from '../../ui/meter.tsx';
import { Note } from '../../ui/note.tsx';
import { Panel } from '../../ui/panel.tsx';
import type { LicenseDetail } from './license-detail.ts';
import { tokenUnits } from './token-units.ts';

/** Below this part of one payment a metered licence is about to be used up. */
const LOW = 0.1;

type UnitsPanelProps = { units: NonNullable<LicenseDetail['units']>; perPayment: number };

/** What is left of a metered licence. */
export function UnitsPanel({ units: { used, granted }, perPayment }: UnitsPanelProps) {
  const left = Math.max(0, granted - used);
  const tone = left === 0 ? 'danger' : left < perPayment * LOW ? 'warn' : 'plain';
  return (
    <Panel title="Metered use">
      <p className="big">
        {(left * 1000).toLocaleString('en-GB')} <small>tokens left</small>
      </p>
      <Meter label="Tokens left" value={left} max={granted} tone={tone} />
      <p className="small muted">
        {tokenUnits(used)} used of {tokenUnits(granted)} paid for
      </p>
      {left === 0 && (
        <Note tone="danger">Nothing is left: it grants no use until it is renewed. Other rights stay.</Note>
      )}
      <p className="hint">Servers count tokens with receipts that its users sign, in units of 1,000.</p>
    </Panel>
  );
}
