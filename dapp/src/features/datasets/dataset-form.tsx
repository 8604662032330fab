import type { DataFormat } from '@cultivar/sdk/spec';
import type { DatasetDescription } from '@cultivar/trainer/browser';
import { useState } from 'react';
import type { FormEvent } from 'react';
import type { Config } from '../../lib/config.ts';
import { callDatasetWorker } from '../../lib/dataset/call-dataset-worker.ts';
import { useTransactions } from '../../lib/transaction/transaction-context.ts';
import type { TransactionIntent } from '../../lib/transaction/transaction-intent.ts';
import { useConfig } from '../../lib/use-config.ts';
import { Affix } from '../../ui/affix.tsx';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Panel } from '../../ui/panel.tsx';
import { datasetDraftSchema, draftFor } from './dataset-draft.ts';
import type { DatasetDraft, DatasetPlan } from './dataset-draft.ts';

type DatasetFormProps = {
  file: File;
  /** Undefined until the file has been looked at. */
  format: DataFormat | undefined;
  /** Undefined until its rows have been checked. */
  description: DatasetDescription | undefined;
};
type Errors = Partial<Record<keyof DatasetDraft, string>>;
type TextName = Exclude<keyof DatasetDraft, 'policy'>;

const POLICIES = {
  open: 'anyone',
  licensed: 'who holds a licence',
  closed: 'only you',
} as const satisfies Record<DatasetDraft['policy'], string>;

/** What a manifest says of a dataset beside its rows, and the act that registers it. */
export function DatasetForm({ file, format, description }: DatasetFormProps) {
  const config = useConfig();
  const { review } = useTransactions();
  const [draft, setDraft] = useState(() => draftFor(file.name));
  const [errors, setErrors] = useState<Errors>({});
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const result = datasetDraftSchema.safeParse(draft);
    if (!result.success) return setErrors(errorsOf(result.error.issues));
    setErrors({});
    if (format && description) review(registration(config, { file, format, description, plan: result.data }));
  };
  const text = (name: TextName, label: string, hint?: string, unit?: string) => (
    <Field label={label} hint={hint} error={errors[name]}>
      {(control) => {
        const input = (
          <input
            {...control}
            className="input"
            value={draft[name]}
            onChange={(event) => setDraft({ ...draft, [name]: event.target.value })}
          />
        );
        return unit === undefined ? input : <Affix unit={unit}>{input}</Affix>;
      }}
    </Field>
  );
  return (
    <Panel title="Register">
      <form className="stack stack-12" onSubmit={submit} noValidate>
        {text('name', 'Name')}
        {text('summary', 'Summary', 'one sentence for a card, or nothing')}
        {text('license', 'Licence of the rows', 'its short SPDX name')}
        {text('language', 'Language', 'a tag such as en, or nothing')}
        {text('source', 'Where the rows are from', 'a web address, or nothing')}
        <Field label="Who may train on it">
          {(control) => (
            <select
              {...control}
              className="input"
              value={draft.policy}
              onChange={({ target }) =>
                setDraft({ ...draft, policy: target.value as DatasetDraft['policy'] })
              }
            >
              {Object.entries(POLICIES).map(([policy, words]) => (
                <option key={policy} value={policy}>
                  {words}
                </option>
              ))}
            </select>
          )}
        </Field>
        {text('royalty', 'Your part of later sales', 'of what is made from it; it never changes', '%')}
        <Button type="submit" look="primary" size="lg" block disabled={description === undefined}>
          {description
            ? `Review and register ${description.rows.toLocaleString('en-GB')} rows`
            : 'Review and register'}
        </Button>
        <p className="hint">
          The file and its description are stored as public content first: anyone may fetch them.
        </p>
      </form>
    </Panel>
  );
}

type ToRegister = { file: File; format: DataFormat; description: DatasetDescription; plan: DatasetPlan };

function registration(config: Config, { file, format, description, plan }: ToRegister): TransactionIntent {
  return {
    title: `Register ${plan.name}`,
    sentence: 'The file is stored, and its digest becomes an asset that you own.',
    after: 'Nothing is paid but the network fee.',
    prepare: async (creator) => {
      const [{ stored }, { datasetManifest }, { registerCall }] = await Promise.all([
        callDatasetWorker({ act: 'store', file, contentUrl: config.contentUrl }),
        import('./dataset-manifest.ts'),
        import('./register-call.ts'),
      ]);
      const parts = { plan, creator, fileName: file.name, stored, format, description };
      return registerCall(config, datasetManifest(parts), plan);
    },
  };
}

function errorsOf(issues: readonly { path: PropertyKey[]; message: string }[]): Errors {
  return Object.fromEntries(issues.map(({ path, message }) => [path[0], message]).reverse());
}
