import { useState } from 'react';
import type { FormEvent } from 'react';
import { currencyOf } from '../../lib/format/currency-of.ts';
import { tokenAmount } from '../../lib/format/token-amount.ts';
import { Affix } from '../../ui/affix.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Note } from '../../ui/note.tsx';
import type { KeptVoucher } from './kept-voucher.ts';
import type { SellableOffer } from './sellable-offer.ts';
import { useMakeVoucher } from './use-make-voucher.ts';
import { voucherDraftSchema } from './voucher-draft.ts';
import type { VoucherDraft } from './voucher-draft.ts';
import { VoucherLink } from './voucher-link.tsx';

type VoucherDialogProps = {
  /** At least one. */
  offers: readonly SellableOffer[];
  onMade: (voucher: KeptVoucher) => void;
  onClose: () => void;
};
type Errors = Partial<Record<keyof VoucherDraft, string>>;

/** The form of a voucher, the signature that makes it, and the link to send. */
export default function VoucherDialog({ offers, onMade, onClose }: VoucherDialogProps) {
  const [draft, setDraft] = useState<VoucherDraft>(() => emptyDraft(offers));
  const [errors, setErrors] = useState<Errors>({});
  const making = useMakeVoucher(onMade);
  const offer = offers.find(({ offerId }) => `${offerId}` === draft.offerId);
  const change = (part: Partial<VoucherDraft>) => setDraft({ ...draft, ...part });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const result = voucherDraftSchema.safeParse(draft);
    if (!result.success) return setErrors(errorsOf(result.error.issues));
    setErrors({});
    making.mutate(result.data);
  };
  if (making.data) return <Made voucher={making.data} onClose={onClose} />;
  const text = (name: 'recipient' | 'quantity' | 'price' | 'days', inputMode?: 'numeric' | 'decimal') => ({
    className: 'input mono',
    inputMode,
    autoComplete: 'off',
    spellCheck: false,
    value: draft[name],
    onChange: (event: { target: { value: string } }) => change({ [name]: event.target.value }),
  });
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title="Make a voucher">
      <form className="stack stack-12" onSubmit={submit} noValidate>
        <p className="muted">
          A voucher lets one account buy at a price of its own. You sign it; it costs nothing and nothing is
          sent.
        </p>
        <Field label="Offer" hint="Its terms apply, but for the price" error={errors.offerId}>
          {(control) => (
            <select
              {...control}
              className="input"
              value={draft.offerId}
              onChange={(event) => change({ offerId: event.target.value })}
            >
              {offers.map((one) => (
                <option key={`${one.offerId}`} value={`${one.offerId}`}>
                  {one.name}: {one.covers}, {priceOf(one)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label="Recipient" error={errors.recipient} hint="Who gets the licence, whoever pays">
          {(control) => <input {...control} {...text('recipient')} placeholder="0x…" />}
        </Field>
        <Field label="Price of a licence" error={errors.price} hint={offer && `Instead of ${priceOf(offer)}`}>
          {(control) => (
            <Affix unit={offer ? currencyOf(offer.terms.currency).symbol : ''}>
              <input {...control} {...text('price', 'decimal')} />
            </Affix>
          )}
        </Field>
        <div className="cols-2">
          <Field label="Licences" error={errors.quantity} hint="bought at once, at most 50">
            {(control) => <input {...control} {...text('quantity', 'numeric')} />}
          </Field>
          <Field label="Good for" error={errors.days} hint="and you can cancel it">
            {(control) => (
              <Affix unit="days">
                <input {...control} {...text('days', 'numeric')} />
              </Affix>
            )}
          </Field>
        </div>
        {making.problem !== undefined && <Note tone="danger">{making.problem}</Note>}
        <Button type="submit" look="primary" size="lg" block disabled={making.isPending}>
          {making.isPending ? `Confirm in ${making.walletName}` : 'Sign the voucher'}
        </Button>
      </form>
    </Dialog>
  );
}

function Made({ voucher, onClose }: { voucher: KeptVoucher; onClose: () => void }) {
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="The voucher is signed"
      actions={
        <Button look="primary" onClick={onClose}>
          Done
        </Button>
      }
    >
      <p className="muted">Send this link to the recipient, by any way you like. It works once.</p>
      <VoucherLink text={voucher.text} />
      <p className="hint">It is kept in this browser, where you can copy it again or cancel it.</p>
    </Dialog>
  );
}

function emptyDraft([first]: readonly SellableOffer[]): VoucherDraft {
  return { offerId: `${first?.offerId ?? 0n}`, recipient: '', quantity: '1', price: '', days: '30' };
}

function priceOf({ terms }: SellableOffer): string {
  const { symbol, decimals } = currencyOf(terms.currency);
  return `${tokenAmount(terms.price, decimals)} ${symbol}`;
}

function errorsOf(issues: readonly { path: PropertyKey[]; message: string }[]): Errors {
  return Object.fromEntries(issues.map(({ path, message }) => [path[0], message]).reverse());
}
