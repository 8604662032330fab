import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Markdown } from '../../ui/markdown.tsx';
import { Note } from '../../ui/note.tsx';
import type { Answer } from './conversation.ts';

type AnswerViewProps = { answer: Answer; onStop: () => void; onAgain: (() => void) | undefined };

/** An answer as it comes; sanitised Markdown once it is complete. */
export function AnswerView({ answer, onStop, onAgain }: AnswerViewProps) {
  const streaming = answer.state === 'streaming';
  return (
    <div className="msg">
      {streaming ? (
        <p className="msg-text">
          {answer.text}
          <span className="caret" aria-hidden="true" />
        </p>
      ) : (
        answer.text && <Markdown text={answer.text} />
      )}
      {answer.state === 'done' && !answer.text && <p className="subtle">The model ended without a word.</p>}
      {answer.error !== undefined && <Note tone="danger">{answer.error}</Note>}
      <footer className="msg-foot">
        <span className="mono">
          {streaming && <span className="dot dot-live ok" />}
          {figures(answer)}
        </span>
        <span className="row">
          {streaming ? (
            <Button size="sm" onClick={onStop}>
              <Icon name="stop" size="sm" />
              Stop
            </Button>
          ) : (
            <>
              {answer.text && <CopyButton text={answer.text} label="answer" />}
              {onAgain && (
                <Button look="ghost" size="sm" square aria-label="Ask again" onClick={onAgain}>
                  <Icon name="redo" />
                </Button>
              )}
            </>
          )}
        </span>
      </footer>
    </div>
  );
}

function figures({ state, tokens, tokensPerSecond, firstTokenMs, totalMs }: Answer): string {
  const parts = [
    tokens === undefined ? undefined : `${tokens} tok`,
    totalMs === undefined ? undefined : `${(totalMs / 1000).toFixed(1)} s`,
    tokensPerSecond === undefined ? undefined : `${Math.round(tokensPerSecond)} tok/s`,
    state === 'streaming' && firstTokenMs === undefined ? 'thinking' : undefined,
    state === 'stopped' ? 'stopped' : undefined,
  ];
  return parts.filter((part) => part !== undefined).join(' · ');
}
