import { Link } from '@tanstack/react-router';
import { Note } from '../../ui/note.tsx';
import type { HeldLicense } from './use-held-license.ts';

type HeldLicenseNoteProps = { held: HeldLicense | null | undefined; expected: boolean; nowMs: number };

/** Says that this visitor holds a licence, or that the one just bought is about to be listed. */
export function HeldLicenseNote({ held, expected, nowMs }: HeldLicenseNoteProps) {
  if (held) {
    return (
      <Note tone={isOver(held, nowMs) ? 'warn' : 'ok'}>
        {words(held, nowMs)}{' '}
        <Link to="/l/$licenseId" params={{ licenseId: held.id }} className="link">
          Manage it
        </Link>
      </Note>
    );
  }
  return expected ? <Note>Bought. The index lists your licence in a moment.</Note> : null;
}

function words(held: HeldLicense, nowMs: number): string {
  if (held.endsAtMs === undefined) return 'You hold a licence of this, for ever.';
  const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium' }).format(held.endsAtMs);
  return isOver(held, nowMs) ? `Your licence ended on ${day}.` : `You hold a licence of this until ${day}.`;
}

function isOver({ endsAtMs }: HeldLicense, nowMs: number): boolean {
  return endsAtMs !== undefined && endsAtMs <= nowMs;
}
