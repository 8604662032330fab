import { useId } from 'react';
import { Affix } from '../../ui/affix.tsx';
import { Field } from '../../ui/field.tsx';
import { Note } from '../../ui/note.tsx';
import { BuilderStep } from './builder-step.tsx';
import type { CheckedTerms, TermsDraft } from './terms.ts';

type ComputeStepProps = {
  classes: readonly string[];
  className: string;
  onClass: (className: string) => void;
  terms: TermsDraft;
  checked: CheckedTerms;
  onTerms: (terms: TermsDraft) => void;
};

const FIELDS: { key: keyof TermsDraft; label: string; unit: string }[] = [
  { key: 'minPrice', label: 'Opens at', unit: 'ETH' },
  { key: 'maxPrice', label: 'Rises to, at most', unit: 'ETH' },
  { key: 'claimMinutes', label: 'Claim within', unit: 'min' },
  { key: 'runMinutes', label: 'Finish within', unit: 'min' },
];

/** In which class it runs, who judges it, and what is paid. */
export function ComputeStep({ classes, className, onClass, terms, checked, onTerms }: ComputeStepProps) {
  const name = useId();
  const problems = checked.ok ? {} : checked.problems;
  const offered = classes.length > 0 ? classes : [className];
  return (
    <BuilderStep
      number={4}
      title="Compute and proof"
      done={checked.ok}
      note="The first node that claims fixes the price"
    >
      <div className="stack stack-16">
        <div className="cols-2">
          {offered.map((one) => (
            <label className="pick" key={one}>
              <input type="radio" name={name} checked={one === className} onChange={() => onClass(one)} />
              <span className="grow">
                <strong>{one.startsWith('exact:') ? 'Exact class' : 'Tolerance class'}</strong>
                <span className="small muted block mono clip">{one}</span>
              </span>
            </label>
          ))}
        </div>
        <Note>
          You accept the result yourself, so it is shown as Trusted, not Proven. The adapter is delivered as
          public content: anyone may fetch it.
        </Note>
        <div className="fields">
          {FIELDS.map(({ key, label, unit }) => (
            <Field key={key} label={label} error={problems[key]}>
              {(control) => (
                <Affix unit={unit}>
                  <input
                    {...control}
                    className="input mono"
                    inputMode="decimal"
                    value={terms[key]}
                    onChange={(event) => onTerms({ ...terms, [key]: event.target.value })}
                  />
                </Affix>
              )}
            </Field>
          ))}
        </div>
      </div>
    </BuilderStep>
  );
}
