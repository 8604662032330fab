import { useState } from 'react';
import { calendarDay } from '../../lib/format/calendar-day.ts';
import { moment } from '../../lib/format/moment.ts';
import { shortHex } from '../../lib/format/short-hex.ts';
import { useTransactions } from '../../lib/transaction/transaction-context.ts';
import { useConfig } from '../../lib/use-config.ts';
import { Button } from '../../ui/button.tsx';
import { Section } from '../../ui/section.tsx';
import type { LicenseDetail } from './license-detail.ts';
import { SeatDialog } from './seat-dialog.tsx';
import type { SeatPlace } from './seat-place.ts';
import { seatState } from './seat-state.ts';

type SeatsTableProps = { license: LicenseDetail; isOwner: boolean; nowMs: number };

/** The seats of a licence: who has each, and what its owner can do about it now. */
export function SeatsTable({ license, isOwner, nowMs }: SeatsTableProps) {
  const [giving, setGiving] = useState<number>();
  const held = license.seats.filter((seat) => seatState(seat, nowMs).name === 'held').length;
  const hidden = license.seatCount - license.seats.length;
  return (
    <Section title="Seats" note={`${held} of ${license.seatCount.toLocaleString('en-GB')} used`}>
      <div className="panel">
        <table className="table cardable">
          <thead>
            <tr>
              <th scope="col">Seat</th>
              <th scope="col">Account</th>
              <th scope="col">Until</th>
              {isOwner && (
                <th scope="col">
                  <span className="sr">Acts</span>
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {license.seats.map((seat) => (
              <tr key={seat.index}>
                <td>Seat {seat.index + 1}</td>
                <SeatCells seat={seat} nowMs={nowMs} />
                {isOwner && (
                  <td className="act right">
                    <SeatAct license={license} seat={seat} nowMs={nowMs} onGive={setGiving} />
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {hidden > 0 && (
        <p className="hint license-note">{hidden.toLocaleString('en-GB')} more seats are free.</p>
      )}
      <p className="hint license-note">
        An account in a seat may do what the licence allows, but not pass it on. You can take it out at once;
        the seat takes somebody else a day after it was last given. Passing the licence on empties every seat.
      </p>
      {giving !== undefined && (
        <SeatDialog license={license} index={giving} nowMs={nowMs} onClose={() => setGiving(undefined)} />
      )}
    </Section>
  );
}

function SeatCells({ seat, nowMs }: { seat: SeatPlace; nowMs: number }) {
  const state = seatState(seat, nowMs);
  switch (state.name) {
    case 'held':
      return (
        <>
          <td data-label="Account" className="mono">
            {shortHex(state.account)}
          </td>
          <td data-label="Until">
            {state.endsAtMs === undefined ? 'as long as the licence' : calendarDay(state.endsAtMs)}
          </td>
        </>
      );
    case 'cooling':
      return (
        <>
          <td data-label="Account" className="muted">
            empty
          </td>
          <td data-label="Cooling down" className="warn">
            free from {moment(state.freeAtMs)}
          </td>
        </>
      );
    case 'free':
      return (
        <>
          <td data-label="Account" className="muted">
            free
          </td>
          <td data-label="Until" className="muted">
            –
          </td>
        </>
      );
  }
}

type SeatActProps = {
  license: LicenseDetail;
  seat: SeatPlace;
  nowMs: number;
  onGive: (index: number) => void;
};

function SeatAct({ license, seat, nowMs, onGive }: SeatActProps) {
  const config = useConfig();
  const { review } = useTransactions();
  const state = seatState(seat, nowMs);
  const name = `seat ${seat.index + 1}`;
  if (state.name === 'held') {
    const clear = () =>
      review({
        title: `Clear ${name}`,
        sentence: `${shortHex(state.account)} no longer has ${name} of your licence of ${license.asset.name}, at once.`,
        after: 'The seat takes somebody else a day after it was last given.',
        prepare: async () => {
          const { seatCall } = await import('./seat-call.ts');
          return seatCall(config, { licenseId: license.licenseId, index: seat.index });
        },
      });
    return (
      <Button size="sm" look="danger" onClick={clear} aria-label={`Clear ${name}`}>
        Clear
      </Button>
    );
  }
  return (
    <Button
      size="sm"
      disabled={state.name === 'cooling'}
      onClick={() => onGive(seat.index)}
      aria-haspopup="dialog"
      aria-label={`Assign ${name}`}
    >
      Assign
    </Button>
  );
}
