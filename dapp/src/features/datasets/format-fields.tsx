import type { DataFormat } from '@cultivar/sdk/spec';
import type { FirstRow } from '../../lib/dataset/dataset-call.ts';
import { Field } from '../../ui/field.tsx';

type FormatFieldsProps = { first: FirstRow; format: DataFormat; onFormat: (format: DataFormat) => void };

const NAMES = {
  'prompt-completion': 'A question and its answer',
  messages: 'Messages with roles',
  sharegpt: 'ShareGPT conversations',
} as const satisfies Record<DataFormat['name'], string>;

/** Says how a row becomes a conversation; every change has the rows checked again. */
export function FormatFields({ first, format, onFormat }: FormatFieldsProps) {
  const columns = Object.keys(first);
  const choose = (name: DataFormat['name']) => {
    const [one = '', two = one] = columns;
    onFormat(name === 'prompt-completion' ? { name, prompt: one, completion: two } : { name, field: one });
  };
  const column = (label: string, value: string, onColumn: (name: string) => void) => (
    <Choice label={label} value={value} options={columns} onChoose={onColumn} mono />
  );
  return (
    <div className="fields">
      <Field label="A row holds">
        {(control) => (
          <select
            {...control}
            className="input"
            value={format.name}
            onChange={(event) => choose(event.target.value as DataFormat['name'])}
          >
            {Object.entries(NAMES).map(([name, words]) => (
              <option key={name} value={name}>
                {words}
              </option>
            ))}
          </select>
        )}
      </Field>
      {format.name === 'prompt-completion' ? (
        <>
          {column('Asked in', format.prompt, (prompt) => onFormat({ ...format, prompt }))}
          {column('Answered in', format.completion, (completion) => onFormat({ ...format, completion }))}
        </>
      ) : (
        column('In the column', format.field, (field) => onFormat({ ...format, field }))
      )}
    </div>
  );
}

type ChoiceProps = {
  label: string;
  value: string;
  options: readonly string[];
  mono?: boolean;
  onChoose: (value: string) => void;
};

function Choice({ label, value, options, mono, onChoose }: ChoiceProps) {
  return (
    <Field label={label}>
      {(control) => (
        <select
          {...control}
          className={mono ? 'input mono' : 'input'}
          value={value}
          onChange={(event) => onChoose(event.target.value)}
        >
          {!options.includes(value) && <option value={value}>{value}</option>}
          {options.map((option) => (
            <option key={option}>{option}</option>
          ))}
        </select>
      )}
    </Field>
  );
}
