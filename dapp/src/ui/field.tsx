import { useId } from 'react';
import type { ReactNode } from 'react';

/** What a control inside a {@link Field} must carry. */
export type FieldControl = {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': boolean | undefined;
};

type FieldProps = {
  label: ReactNode;
  /** Shown at the end of the label's line, beside its name, e.g. `changed`. */
  mark?: string;
  hint?: ReactNode;
  /** What is wrong and how to right it; replaces the hint. */
  error?: string | undefined;
  /** Draws the control; spread the argument on it. */
  children: (control: FieldControl) => ReactNode;
};

/** A labelled control with its help or its error below. */
export function Field({ label, mark, hint, error, children }: FieldProps) {
  const id = useId();
  const below = error ?? hint;
  return (
    <div className="field">
      <div className="field-head">
        <label htmlFor={id}>{label}</label>
        {mark !== undefined && <span className="subtle">{mark}</span>}
      </div>
      {children({
        id,
        'aria-describedby': below === undefined ? undefined : `${id}-below`,
        'aria-invalid': error === undefined ? undefined : true,
      })}
      {below !== undefined && (
        <p className={error === undefined ? 'hint' : 'hint danger'} id={`${id}-below`}>
          {below}
        </p>
      )}
    </div>
  );
}
