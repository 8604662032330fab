import { useId, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';

type ComposerProps = {
  placeholder: string;
  busy: boolean;
  onSend: (text: string) => void;
  onStop: () => void;
};

/** Where a question is written; Enter sends, Shift + Enter begins a line. */
export function Composer({ placeholder, busy, onSend, onStop }: ComposerProps) {
  const id = useId();
  const [text, setText] = useState('');
  const send = () => {
    if (busy || !text.trim()) return;
    onSend(text.trim());
    setText('');
  };
  return (
    <form
      className="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <label className="sr" htmlFor={id}>
        Message
      </label>
      <textarea
        id={id}
        rows={2}
        placeholder={placeholder}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
          event.preventDefault();
          send();
        }}
      />
      <div className="row between">
        <span className="small subtle">
          {text.length > 0 && `${text.length.toLocaleString('en-GB')} characters`}
        </span>
        {busy ? (
          <Button square aria-label="Stop every answer" onClick={onStop}>
            <Icon name="stop" size="sm" />
          </Button>
        ) : (
          <Button type="submit" look="primary" square aria-label="Send" disabled={!text.trim()}>
            <Icon name="up" />
          </Button>
        )}
      </div>
    </form>
  );
}
