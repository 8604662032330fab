import { Field } from '../../ui/field.tsx';
import type { BuilderField } from './builder-fields.ts';
import type { Draft } from './draft.ts';

type DraftFieldProps = {
  field: BuilderField;
  value: Draft[string] | undefined;
  changed: boolean;
  problem: string | undefined;
  onChange: (value: Draft[string]) => void;
};

/** One field of the draft with the control that its kind needs. */
export function DraftField({ field, value, changed, problem, onChange }: DraftFieldProps) {
  if (field.kind === 'switch') {
    return (
      <label className="row between field-switch">
        <span className="small muted">{field.label}</span>
        <input
          type="checkbox"
          className="switch"
          checked={value === true}
          onChange={(event) => onChange(event.target.checked)}
        />
      </label>
    );
  }
  if (field.kind === 'targets') {
    const chosen = new Set(value as string[]);
    return (
      <fieldset className="field field-wide">
        <legend className="small muted">{field.label}</legend>
        <div className="row wrap">
          {field.choices!.map((choice) => (
            <label className="check small" key={choice}>
              <input
                type="checkbox"
                checked={chosen.has(choice)}
                onChange={({ target }) =>
                  onChange(
                    field.choices!.filter((one) => (one === choice ? target.checked : chosen.has(one))),
                  )
                }
              />
              <span className="mono">{choice}</span>
            </label>
          ))}
        </div>
        {problem === undefined ? (
          field.hint && <p className="hint">{field.hint}</p>
        ) : (
          <p className="hint danger">{problem}</p>
        )}
      </fieldset>
    );
  }
  const text = typeof value === 'string' ? value : '';
  return (
    <Field label={field.label} {...(changed && { mark: 'changed' })} hint={field.hint} error={problem}>
      {(control) =>
        field.kind === 'choice' ? (
          <select
            {...control}
            className="input mono"
            value={text}
            onChange={(event) => onChange(event.target.value)}
          >
            {field.choices!.map((choice) => (
              <option key={choice}>{choice}</option>
            ))}
          </select>
        ) : (
          <input
            {...control}
            className={field.kind === 'text' ? 'input' : 'input mono'}
            inputMode={field.kind === 'integer' ? 'numeric' : field.kind === 'number' ? 'decimal' : 'text'}
            value={text}
            spellCheck={false}
            onChange={(event) => onChange(event.target.value)}
          />
        )
      }
    </Field>
  );
}
