import { useState } from 'react';
import { useConfig } from '../../lib/use-config.ts';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { CodeBlock } from '../../ui/code-block.tsx';
import { Field } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Segments } from '../../ui/segments.tsx';
import type { Lanes } from './choose-lanes.ts';
import type { Turn } from './conversation.ts';
import { DEFAULT_SETTINGS } from './settings.ts';
import type { Settings } from './settings.ts';
import { SNIPPET_LANGUAGES, snippet } from './snippets.ts';
import type { SnippetLanguage } from './snippets.ts';
import { UsageTable } from './usage-table.tsx';

type SettingsPaneProps = {
  settings: Settings;
  onChange: (settings: Settings) => void;
  open: boolean;
  onClose: () => void;
  models: Lanes;
  turns: readonly Turn[];
};

/** How the models are asked, and the same request for a program. On a phone a sheet from below. */
export function SettingsPane({ settings, onChange, open, onClose, models, turns }: SettingsPaneProps) {
  const [tab, setTab] = useState<'settings' | 'api'>('settings');
  return (
    <aside className={classNames('settings', open && 'is-open')} aria-label="Settings">
      <div className="row between settings-head">
        <Segments
          label="Pane"
          options={[
            { value: 'settings', label: 'Settings' },
            { value: 'api', label: 'API' },
          ]}
          value={tab}
          onChange={setTab}
        />
        <Button
          look="ghost"
          size="sm"
          square
          className="only-m-flex"
          aria-label="Close settings"
          onClick={onClose}
        >
          <Icon name="x" />
        </Button>
      </div>
      {tab === 'settings' ? (
        <div className="stack stack-16">
          <Sampling settings={settings} onChange={onChange} />
          <UsageTable turns={turns} compare={models.right !== undefined} />
        </div>
      ) : (
        <Api
          settings={settings}
          model={models.right ?? models.left ?? ''}
          question={turns.at(-1)?.question}
        />
      )}
    </aside>
  );
}

function Sampling({ settings, onChange }: Pick<SettingsPaneProps, 'settings' | 'onChange'>) {
  const set = (change: Partial<Settings>) => onChange({ ...settings, ...change });
  return (
    <>
      <Field label="System prompt">
        {(control) => (
          <textarea
            {...control}
            className="input"
            rows={4}
            value={settings.systemPrompt}
            onChange={(event) => set({ systemPrompt: event.target.value })}
          />
        )}
      </Field>
      <Slider
        label="Temperature"
        value={settings.temperature}
        min={0}
        max={2}
        step={0.05}
        onChange={(temperature) => set({ temperature })}
      />
      <Slider
        label="Top p"
        value={settings.topP}
        min={0.05}
        max={1}
        step={0.05}
        onChange={(topP) => set({ topP })}
      />
      <Slider
        label="Longest answer, tokens"
        value={settings.maxTokens}
        min={16}
        max={1024}
        step={16}
        onChange={(maxTokens) => set({ maxTokens })}
      />
      <Field label="Seed" hint="The same seed and settings give the same answer.">
        {(control) => (
          <input
            {...control}
            className="input mono"
            type="number"
            min={0}
            max={4_294_967_295}
            value={settings.seed}
            onChange={(event) =>
              set({ seed: Math.min(0xffff_ffff, Math.max(0, Math.floor(event.target.valueAsNumber || 0))) })
            }
          />
        )}
      </Field>
      <Button size="sm" look="ghost" onClick={() => onChange(DEFAULT_SETTINGS)}>
        Reset
      </Button>
    </>
  );
}

type SliderProps = {
  label: string;
  value: number;
  min: number;
  max: number;
  step: number;
  onChange: (value: number) => void;
};

function Slider({ label, value, min, max, step, onChange }: SliderProps) {
  const part = ((value - min) / (max - min)) * 100;
  return (
    <Field
      label={
        <>
          <span>{label}</span>
          <span className="mono strong">{Number(value.toFixed(2))}</span>
        </>
      }
    >
      {(control) => (
        <input
          {...control}
          type="range"
          min={min}
          max={max}
          step={step}
          value={value}
          style={{ '--v': `${part}%` } as React.CSSProperties}
          onChange={(event) => onChange(event.target.valueAsNumber)}
        />
      )}
    </Field>
  );
}

type ApiProps = { settings: Settings; model: string; question: string | undefined };

function Api({ settings, model, question = 'Hello' }: ApiProps) {
  const { nodeUrl } = useConfig();
  const [language, setLanguage] = useState<SnippetLanguage>('curl');
  return (
    <div className="stack stack-12">
      <Segments
        label="Language"
        options={SNIPPET_LANGUAGES.map((value) => ({ value, label: value }))}
        value={language}
        onChange={setLanguage}
      />
      <div className="panel">
        <CodeBlock
          code={snippet(language, { nodeUrl, model, settings, question })}
          label={`${language} snippet`}
        />
      </div>
      <p className="hint">Any OpenAI client works: the node speaks the same API.</p>
    </div>
  );
}
