import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { BUILDER_FIELDS } from './builder-fields.ts';
import { BuilderStep } from './builder-step.tsx';
import { changedPaths, PRESETS } from './draft.ts';
import type { Draft, PresetName } from './draft.ts';
import { DraftField } from './draft-field.tsx';

type MethodStepProps = {
  draft: Draft;
  preset: PresetName;
  problems: ReadonlyMap<string, string>;
  onPreset: (name: PresetName) => void;
  onChange: (path: string, value: Draft[string]) => void;
};

const MAIN = BUILDER_FIELDS.filter((field) => field.main);
const ADVANCED = BUILDER_FIELDS.filter((field) => !field.main);

/** How it is trained: a preset, ten fields, and the rest behind a search. */
export function MethodStep({ draft, preset, problems, onPreset, onChange }: MethodStepProps) {
  const changed = new Set(changedPaths(draft, preset));
  const wrongBehind = ADVANCED.filter(({ path }) => problems.has(path)).length;
  const [open, setOpen] = useState(false);
  const [query, setQuery] = useState('');
  const shown = ADVANCED.filter(({ label, path }) =>
    `${label} ${path}`.toLowerCase().includes(query.toLowerCase()),
  );
  const field = (one: (typeof BUILDER_FIELDS)[number]) => (
    <DraftField
      key={one.path}
      field={one}
      value={draft[one.path]}
      changed={changed.has(one.path)}
      problem={problemAt(problems, one.path)}
      onChange={(value) => onChange(one.path, value)}
    />
  );
  const fields = problems.size === 1 ? '1 field needs you' : `${problems.size} fields need you`;
  return (
    <BuilderStep
      number={3}
      title="Method"
      done={problems.size === 0}
      note={
        problems.size > 0
          ? fields
          : `Preset “${preset}”, ${changed.size === 0 ? 'as it is' : `${changed.size} changed`}`
      }
    >
      <div className="stack stack-16">
        <div className="row scroll-x" role="group" aria-label="Preset">
          {(Object.keys(PRESETS) as PresetName[]).map((name) => (
            <button
              key={name}
              type="button"
              className="chip"
              aria-pressed={name === preset}
              onClick={() => onPreset(name)}
            >
              {name}
            </button>
          ))}
        </div>
        <div className="fields">{MAIN.map(field)}</div>
        <Button look="ghost" className="flush" aria-expanded={open} onClick={() => setOpen(!open)}>
          <Icon name={open ? 'down' : 'right'} />
          Advanced, {ADVANCED.length} more{wrongBehind > 0 && `, ${wrongBehind} to mend`}
        </Button>
        {open && (
          <>
            <label className="field">
              <span className="sr">Search the advanced fields</span>
              <input
                className="input"
                type="search"
                placeholder="Search fields"
                value={query}
                onChange={(event) => setQuery(event.target.value)}
              />
            </label>
            <div className="fields">{shown.map(field)}</div>
            {shown.length === 0 && <p className="small muted">No field is called that.</p>}
          </>
        )}
      </div>
    </BuilderStep>
  );
}

/** A problem of the field itself or of anything inside it. */
function problemAt(problems: ReadonlyMap<string, string>, path: string): string | undefined {
  const own = problems.get(path);
  if (own !== undefined) return own;
  for (const [place, words] of problems) if (place.startsWith(`${path}.`)) return words;
  return undefined;
}
