import type { NewTabRun } from '@cultivar/trainer/browser/training';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { byteSize } from '../../lib/format/byte-size.ts';
import { Affix } from '../../ui/affix.tsx';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Panel } from '../../ui/panel.tsx';
import { draftProblems, filesProblem, newRunOf, START_DRAFT } from './tab-draft.ts';
import type { TabDraft } from './tab-draft.ts';
import { TabFiles } from './tab-files.tsx';

const NUMBERS: { name: keyof TabDraft; label: string; unit?: string; hint: string }[] = [
  { name: 'steps', label: 'Steps', hint: 'One sequence each' },
  { name: 'sequenceLength', label: 'Sequence', unit: 'tokens', hint: 'Longer rows are cut' },
  { name: 'rank', label: 'Rank', hint: 'Size of the adapter' },
  { name: 'learningRate', label: 'Learning rate', hint: 'The highest' },
];

/** Chooses a model, rows and a few numbers, and begins. */
export function TabSetup({ busy, onBegin }: { busy: boolean; onBegin: (run: NewTabRun) => void }) {
  const [model, setModel] = useState<readonly File[]>([]);
  const [dataset, setDataset] = useState<File>();
  const [question, setQuestion] = useState('');
  const [draft, setDraft] = useState(START_DRAFT);
  const problems = draftProblems(draft);
  const modelProblem = model.length > 0 ? filesProblem(model) : undefined;
  const isReady =
    model.length > 0 && !modelProblem && dataset !== undefined && Object.keys(problems).length === 0;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isReady && !busy) onBegin(newRunOf(draft, model, dataset, question));
  };
  return (
    <form className="stack stack-16 tab-setup" onSubmit={submit}>
      <div className="tab-inputs">
        <TabFiles
          title="Model"
          icon="leaf"
          words="A GGUF file, or the files of a safetensors folder. Up to about 150 M parameters."
          accept=".gguf,.safetensors,.json,.jinja"
          multiple
          chosen={chosenWords(model)}
          problem={modelProblem}
          onFiles={setModel}
        />
        <TabFiles
          title="Rows"
          icon="grain"
          words="JSON lines, JSON, CSV, Parquet or text."
          accept=".jsonl,.ndjson,.json,.csv,.parquet,.txt,.gz"
          chosen={chosenWords(dataset ? [dataset] : [])}
          problem={undefined}
          onFiles={([file]) => setDataset(file)}
        />
      </div>
      <Panel title="How">
        <div className="tab-numbers">
          {NUMBERS.map(({ name, label, unit, hint }) => (
            <Field key={name} label={label} hint={hint} error={problems[name]}>
              {(control) => {
                const input = (
                  <input
                    {...control}
                    className="input"
                    inputMode="decimal"
                    value={draft[name]}
                    onChange={({ target }) => setDraft({ ...draft, [name]: target.value })}
                  />
                );
                return unit === undefined ? input : <Affix unit={unit}>{input}</Affix>;
              }}
            </Field>
          ))}
        </div>
        <Field label="Question" hint="Asked before and after, so that you see what changed. May stay empty.">
          {(control) => (
            <input
              {...control}
              className="input"
              maxLength={400}
              value={question}
              onChange={({ target }) => setQuestion(target.value)}
            />
          )}
        </Field>
      </Panel>
      <div>
        <Button type="submit" look="primary" size="lg" disabled={!isReady || busy}>
          <Icon name="play" />
          {busy ? 'Keeping the files' : 'Train'}
        </Button>
      </div>
    </form>
  );
}

function chosenWords(files: readonly File[]): string | undefined {
  if (files.length === 0) return undefined;
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  return `${files.map(({ name }) => name).join(', ')}, ${byteSize(bytes)}`;
}
