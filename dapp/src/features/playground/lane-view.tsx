import { useEffect, useRef } from 'react';
import type { Lane, Turn } from './conversation.ts';
import { AnswerView } from './answer-view.tsx';
import { QuestionView } from './question-view.tsx';
import type { ServedModel } from './use-served-models.ts';
import { Icon } from '../../ui/icon.tsx';

type LaneViewProps = {
  lane: Lane;
  model: ServedModel | undefined;
  models: readonly ServedModel[];
  turns: readonly Turn[];
  onChange: (modelId: string) => void;
  onStop: () => void;
  onAgain: (turnId: string) => void;
  onEdit: (turnId: string, question: string) => void;
};

/** One model with its side of the conversation. */
export function LaneView({ lane, model, models, turns, onChange, onStop, onAgain, onEdit }: LaneViewProps) {
  const base = model?.base === undefined ? undefined : models.find(({ id }) => id === model.base);
  const last = turns.at(-1)?.answers[lane];
  return (
    <section className="lane" aria-label={model?.name ?? 'No model'}>
      <header className="lane-head">
        <span className="lane-kind" aria-hidden="true">
          <Icon name={model?.kind === 'adapter' ? 'leaf' : 'rings'} size="lg" />
        </span>
        <div className="grow">
          <h2 className="clip">{model?.name ?? 'No model'}</h2>
          <p className="small muted clip">
            {model?.kind === 'adapter' ? `Adapter on ${base?.name ?? 'its base'}` : 'Base model'}
            <span className="subtle mono"> · {model?.id}</span>
          </p>
        </div>
        <label className="lane-pick">
          <span className="sr">{`Change ${lane} model`}</span>
          <select
            className="input"
            value={model?.id ?? ''}
            onChange={(event) => onChange(event.target.value)}
          >
            {models.map((one) => (
              <option key={one.id} value={one.id}>
                {one.name}
              </option>
            ))}
          </select>
        </label>
      </header>
      <Thread busy={last?.state === 'streaming'} label={`Answers of ${model?.name ?? 'no model'}`}>
        {turns.map((turn, index) => {
          const answer = turn.answers[lane];
          return (
            <div className="turn" key={turn.id}>
              <QuestionView question={turn.question} onEdit={(question) => onEdit(turn.id, question)} />
              {answer && (
                <AnswerView
                  answer={answer}
                  onStop={onStop}
                  onAgain={index === turns.length - 1 ? () => onAgain(turn.id) : undefined}
                />
              )}
            </div>
          );
        })}
        {turns.length === 0 && (
          <p className="muted small thread-empty">
            Nothing asked yet. What you ask goes to the node that serves this model, and stays on this device.
          </p>
        )}
      </Thread>
    </section>
  );
}

type ThreadProps = { busy: boolean; label: string; children: React.ReactNode };

/** Follows the newest words, unless the reader has scrolled up. */
function Thread({ busy, label, children }: ThreadProps) {
  const place = useRef<HTMLDivElement>(null);
  const pinned = useRef(true);
  useEffect(() => {
    const node = place.current;
    if (node && pinned.current) node.scrollTop = node.scrollHeight;
  });
  return (
    <div
      ref={place}
      className="thread"
      role="log"
      aria-label={label}
      aria-live="polite"
      aria-busy={busy}
      tabIndex={0}
      onScroll={({ currentTarget: node }) => {
        pinned.current = node.scrollHeight - node.scrollTop - node.clientHeight < 48;
      }}
    >
      {children}
    </div>
  );
}
