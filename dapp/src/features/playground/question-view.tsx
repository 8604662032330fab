import { useState } from 'react';
import { Button } from '../../ui/button.tsx';

type QuestionViewProps = { question: string; onEdit: (question: string) => void };

/** What was asked; editing asks anew and drops what followed. */
export function QuestionView({ question, onEdit }: QuestionViewProps) {
  const [draft, setDraft] = useState<string>();
  if (draft === undefined) {
    return (
      <button
        type="button"
        className="msg msg-user"
        title="Edit and ask again"
        onClick={() => setDraft(question)}
      >
        {question}
      </button>
    );
  }
  return (
    <form
      className="msg-edit stack"
      onSubmit={(event) => {
        event.preventDefault();
        setDraft(undefined);
        if (draft.trim()) onEdit(draft.trim());
      }}
    >
      <label className="stack stack-4">
        <span className="sr">Edit the question</span>
        <textarea
          className="input"
          rows={3}
          ref={focusFirst}
          value={draft}
          onChange={(event) => setDraft(event.target.value)}
        />
      </label>
      <div className="row row-end">
        <Button size="sm" look="ghost" onClick={() => setDraft(undefined)}>
          Keep
        </Button>
        <Button size="sm" type="submit" look="light">
          Ask again
        </Button>
      </div>
    </form>
  );
}

/** Editing was asked for: the words are where the person wants to be. */
function focusFirst(node: HTMLTextAreaElement | null): void {
  node?.focus();
}
