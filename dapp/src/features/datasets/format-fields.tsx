import type { DataFormat } from '@cultivar/sdk/spec';
import type { FirstRow } from '../../lib/dataset/dataset-call.ts';
import { Field } from '../../ui/field.tsx';

type FormatFieldsProps = { first: FirstRow; format: DataFormat; onFormat: (format: DataFormat) => void };

/** What a row may hold, in words, and the columns to say for it. */
const LAYOUTS: Record<DataFormat['name'], { words: string; columns: Record<string, string> }> = {
  'prompt-completion': {
    words: 'A question and its answer',
    columns: { prompt: 'Asked in', completion: 'Answered in' },
  },
  messages: { words: 'Messages with roles', columns: { field: 'In the column' } },
  sharegpt: { words: 'ShareGPT conversations', columns: { field: 'In the column' } },
  alpaca: {
    words: 'A task, its input and the answer',
    columns: { instruction: 'Task in', input: 'Input in', output: 'Answered in' },
  },
  text: { words: 'Plain text', columns: { field: 'In the column' } },
  preference: {
    words: 'A better and a worse answer',
    columns: { prompt: 'Asked in', chosen: 'Better answer in', rejected: 'Worse answer in' },
  },
};

/** Says how a row becomes something to learn from; every change has the rows checked again. */
export function FormatFields({ first, format, onFormat }: FormatFieldsProps) {
  const columns = Object.keys(first);
  const choose = (name: DataFormat['name']) => {
    const fields = Object.keys(LAYOUTS[name].columns).map((field, i) => [
      field,
      columns.includes(field) ? field : (columns[i] ?? columns[0] ?? ''),
    ]);
    onFormat({ name, ...Object.fromEntries(fields) } as DataFormat);
  };
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
            {Object.entries(LAYOUTS).map(([name, { words }]) => (
              <option key={name} value={name}>
                {words}
              </option>
            ))}
          </select>
        )}
      </Field>
      {Object.entries(LAYOUTS[format.name].columns).map(([field, label]) => (
        <Choice
          key={field}
          label={label}
          value={(format as Record<string, string>)[field] ?? ''}
          options={columns}
          onChoose={(name) => onFormat({ ...format, [field]: name } as DataFormat)}
          mono
        />
      ))}
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
