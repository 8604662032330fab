import { useState } from 'react';
import type { FormEvent } from 'react';
import { calendarDay } from '../../lib/format/calendar-day.ts';
import { shortHex } from '../../lib/format/short-hex.ts';
import { useTransactions } from '../../lib/transaction/transaction-context.ts';
import { useConfig } from '../../lib/use-config.ts';
import { Affix } from '../../ui/affix.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import type { LicenseDetail } from './license-detail.ts';
import { seatDraftSchema, seatPlanOf } from './seat-draft.ts';
import type { SeatDraft } from './seat-draft.ts';

type SeatDialogProps = { license: LicenseDetail; index: number; nowMs: number; onClose: () => void };

/** Who gets a seat and for how long; the review opens when both can be understood. */
export function SeatDialog({ license, index, nowMs, onClose }: SeatDialogProps) {
  const config = useConfig();
  const { review } = useTransactions();
  const [draft, setDraft] = useState<SeatDraft>({ account: '', days: '0' });
  const [errors, setErrors] = useState<Partial<SeatDraft>>({});
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const result = seatDraftSchema(license, nowMs).safeParse(draft);
    if (!result.success) {
      const first = result.error.issues.toReversed().map(({ path, message }) => [path[0], message]);
      return setErrors(Object.fromEntries(first) as Partial<SeatDraft>);
    }
    const plan = seatPlanOf(result.data, nowMs);
    onClose();
    const until =
      plan.endsAtMs === undefined ? 'as long as the licence' : `until ${calendarDay(plan.endsAtMs)}`;
    review({
      title: `Assign seat ${index + 1}`,
      sentence: `${shortHex(plan.account)} may use ${license.asset.name} by your licence, ${until}.`,
      after: 'You can take the seat back at any time; it takes somebody else a day after you gave it.',
      prepare: async () => {
        const { seatCall } = await import('./seat-call.ts');
        return seatCall(config, { licenseId: license.licenseId, index }, plan);
      },
    });
  };
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={`Assign seat ${index + 1}`}>
      <form className="stack stack-12" onSubmit={submit} noValidate>
        <Field label="Account" error={errors.account} hint="The address that may use the licence">
          {(control) => (
            <input
              {...control}
              className="input mono"
              placeholder="0x…"
              autoComplete="off"
              spellCheck={false}
              value={draft.account}
              onChange={(event) => setDraft({ ...draft, account: event.target.value })}
            />
          )}
        </Field>
        <Field label="For" error={errors.days} hint="0 = as long as the licence">
          {(control) => (
            <Affix unit="days">
              <input
                {...control}
                className="input mono"
                inputMode="numeric"
                value={draft.days}
                onChange={(event) => setDraft({ ...draft, days: event.target.value })}
              />
            </Affix>
          )}
        </Field>
        <Button type="submit" look="primary" size="lg" block>
          Review
        </Button>
      </form>
    </Dialog>
  );
}
