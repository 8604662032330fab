import { useState } from 'react';
import type { FormEvent } from 'react';
import { useTransactions } from '../../lib/transaction/transaction-context.ts';
import { useConfig } from '../../lib/use-config.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Note } from '../../ui/note.tsx';
import type { Challenged } from './challenge-call.ts';
import type { JobChallenge } from './dispute.ts';
import type { Job } from './job.ts';

type ChallengeDialogProps = {
  job: Job;
  kinds: readonly [JobChallenge['kind'], ...JobChallenge['kind'][]];
  open: boolean;
  onOpenChange: (open: boolean) => void;
};

const LOOKS: Record<JobChallenge['kind'], [title: string, hint: string]> = {
  INIT: ['The inputs', 'leaf 0 does not follow from model, data and manifest'],
  STEP: ['A step', 'a leaf does not follow from the one before it'],
  EXPORT: ['The export', 'the result does not follow from the leaf before it'],
  DELIVERY: ['The delivery', 'the key that was handed over does not open the result'],
};

/** Chooses what is wrong with a result; the review then shows the bond that is put at stake. */
export default function ChallengeDialog({ job, kinds, open, onOpenChange }: ChallengeDialogProps) {
  const config = useConfig();
  const { review } = useTransactions();
  const [kind, setKind] = useState(kinds[0]);
  const [text, setText] = useState('');
  const [error, setError] = useState<string>();
  const last = job.segments - 1;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const read = challengedBy(kind, text.trim(), last);
    if (typeof read === 'string') return setError(read);
    onOpenChange(false);
    review({
      title: `Challenge run #${job.jobId}`,
      sentence: `${LOOKS[kind][0]}${'leaf' in read && kind === 'STEP' ? ` to leaf ${read.leaf}` : ''}: drawn nodes recompute it and vote.`,
      after:
        'If they find the result right, the bond is lost; if they find it wrong, it comes back with a bounty.',
      prepare: async () => {
        const { challengeCall } = await import('./challenge-call.ts');
        return challengeCall(config, job.jobId, read);
      },
    });
  };
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Challenge the result">
      <form className="stack stack-12" onSubmit={submit} noValidate>
        <fieldset className="options">
          <legend className="small muted legend-title">What is wrong</legend>
          {kinds.map((one) => (
            <label className="option" key={one}>
              <input
                type="radio"
                name="kind"
                checked={one === kind}
                onChange={() => {
                  setKind(one);
                  setError(undefined);
                }}
              />
              <span>
                <strong className="block">{LOOKS[one][0]}</strong>
                <span className="small muted">{LOOKS[one][1]}</span>
              </span>
            </label>
          ))}
        </fieldset>
        {kind === 'STEP' && (
          <Field label="Leaf" hint={`1 to ${last - 1}, as in the trace`} error={error}>
            {(control) => (
              <input
                {...control}
                className="input mono"
                inputMode="numeric"
                value={text}
                onChange={(event) => setText(event.target.value)}
              />
            )}
          </Field>
        )}
        {kind === 'DELIVERY' && (
          <>
            <Field label="Your private key for this job" hint="32 bytes as hex" error={error}>
              {(control) => (
                <input
                  {...control}
                  className="input mono"
                  autoComplete="off"
                  spellCheck={false}
                  value={text}
                  onChange={(event) => setText(event.target.value)}
                />
              )}
            </Field>
            <Note tone="warn">
              The jury needs it, so it becomes public: whoever has the result can read it then.
            </Note>
          </>
        )}
        <Button type="submit" look="primary" size="lg" block>
          Review the challenge
        </Button>
      </form>
    </Dialog>
  );
}

/** What the form says, or what is wrong with it. */
function challengedBy(kind: JobChallenge['kind'], text: string, last: number): Challenged | string {
  switch (kind) {
    case 'INIT':
      return { leaf: 0 };
    case 'EXPORT':
      return { leaf: last };
    case 'STEP': {
      const leaf = Number(text);
      return /^\d{1,9}$/.test(text) && leaf >= 1 && leaf < last
        ? { leaf }
        : `A whole number from 1 to ${last - 1}`;
    }
    case 'DELIVERY':
      return /^0x[0-9a-f]{64}$/i.test(text) ? { key: text as `0x${string}` } : '0x and 64 hexadecimal digits';
  }
}
