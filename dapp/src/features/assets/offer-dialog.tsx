import { useState } from 'react';
import type { FormEvent } from 'react';
import { percentBps } from '../../lib/format/percent-bps.ts';
import { useTransactions } from '../../lib/transaction/transaction-context.ts';
import { useConfig } from '../../lib/use-config.ts';
import { Affix } from '../../ui/affix.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import type { AssetDetail } from './asset-detail.ts';
import { offerDraftSchema } from './offer-draft.ts';
import type { OfferDraft, OfferPlan } from './offer-draft.ts';
import { offerTerm } from './offer-term.ts';

type OfferDialogProps = { asset: AssetDetail; open: boolean; onOpenChange: (open: boolean) => void };
type Errors = Partial<Record<keyof OfferDraft, string>>;

const DAY_SECONDS = 86_400;
const RIGHTS = [
  ['commercial', 'Commercial use'],
  ['derive', 'Derived works'],
  ['transfer', 'Resale of the licence'],
] as const;

/** The form of a new offer; its review opens when everything in it can be understood. */
export default function OfferDialog({ asset, open, onOpenChange }: OfferDialogProps) {
  const config = useConfig();
  const { review } = useTransactions();
  const [draft, setDraft] = useState<OfferDraft>(() => emptyDraft(asset));
  const [errors, setErrors] = useState<Errors>({});
  const change = (part: Partial<OfferDraft>) => setDraft({ ...draft, ...part });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const result = offerDraftSchema.safeParse(draft);
    if (!result.success) return setErrors(errorsOf(result.error.issues));
    setErrors({});
    onOpenChange(false);
    review({
      title: `Offer licences of ${asset.name}`,
      sentence: sentenceOf(result.data),
      after: 'Nothing is paid but the network fee. You can close the offer at any time.',
      prepare: async (account) => {
        const { offerCall } = await import('./offer-call.ts');
        return offerCall(config, BigInt(asset.tokenId), result.data, account);
      },
    });
  };
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Offer a licence">
      <form className="stack stack-12" onSubmit={submit} noValidate>
        <Field
          label="Price of a licence"
          error={errors.price}
          hint={`You keep ${percentBps(asset.ownerBps)} of it`}
        >
          {(control) => (
            <Affix unit="ETH">
              <input
                {...control}
                className="input mono"
                inputMode="decimal"
                value={draft.price}
                onChange={(event) => change({ price: event.target.value })}
              />
            </Affix>
          )}
        </Field>
        <div className="cols-2">
          <WholeField
            label="Good for"
            unit="days"
            hint="0 = for ever"
            name="days"
            {...{ draft, errors, change }}
          />
          <WholeField
            label="At most"
            unit="sold"
            hint="0 = no limit"
            name="maxSupply"
            {...{ draft, errors, change }}
          />
          <WholeField
            label="Seats"
            unit="seats"
            hint="accounts besides the owner"
            name="seats"
            {...{ draft, errors, change }}
          />
          <WholeField
            label="Metered use"
            unit="k tokens"
            hint="for each payment, 0 = unmetered"
            name="uses"
            {...{ draft, errors, change }}
          />
        </div>
        <fieldset className="options stack stack-4">
          <legend className="small muted legend-title">Besides use, it allows</legend>
          {RIGHTS.map(([right, label]) => (
            <label className="row" key={right}>
              <input
                type="checkbox"
                checked={draft[right]}
                onChange={(event) => change({ [right]: event.target.checked })}
              />
              {label}
            </label>
          ))}
        </fieldset>
        <Field
          label="Licence text"
          error={errors.text}
          hint="Stored as public content; the offer names its digest"
        >
          {(control) => (
            <textarea
              {...control}
              className="input"
              rows={4}
              value={draft.text}
              onChange={(event) => change({ text: event.target.value })}
            />
          )}
        </Field>
        <Button type="submit" look="primary" size="lg" block>
          Review the offer
        </Button>
      </form>
    </Dialog>
  );
}

type WholeFieldProps = {
  label: string;
  unit: string;
  hint: string;
  name: 'days' | 'maxSupply' | 'seats' | 'uses';
  draft: OfferDraft;
  errors: Errors;
  change: (part: Partial<OfferDraft>) => void;
};

function WholeField({ label, unit, hint, name, draft, errors, change }: WholeFieldProps) {
  return (
    <Field label={label} hint={hint} error={errors[name]}>
      {(control) => (
        <Affix unit={unit}>
          <input
            {...control}
            className="input mono"
            inputMode="numeric"
            value={draft[name]}
            onChange={(event) => change({ [name]: event.target.value })}
          />
        </Affix>
      )}
    </Field>
  );
}

function emptyDraft(asset: AssetDetail): OfferDraft {
  const text = `Licence of ${asset.name} (${asset.id}) under ${asset.license ?? 'the terms of this offer'}.`;
  const terms = { price: '0.01', days: '0', maxSupply: '0', seats: '0', uses: '0' };
  return { ...terms, commercial: true, derive: true, transfer: false, text };
}

function errorsOf(issues: readonly { path: PropertyKey[]; message: string }[]): Errors {
  return Object.fromEntries(issues.map(({ path, message }) => [path[0], message]).reverse());
}

function sentenceOf({ days, maxSupply, seats, uses }: OfferPlan): string {
  const { covers } = offerTerm({ duration: days * DAY_SECONDS, seats, uses });
  const limit = maxSupply === 0 ? 'as many as are asked for' : `at most ${maxSupply}`;
  return `${covers}; ${limit}. The offer is void as soon as somebody else owns the asset.`;
}
