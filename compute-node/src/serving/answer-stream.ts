import { ChatFailedError } from './chat-failed-error.ts';
import type { ChatEnd } from './chat-wire.ts';

/** An answer between the process that writes it and whoever reads it. */
export type AnswerStream = {
  push(text: string): void;
  end(end: ChatEnd): void;
  fail(why: { name: string; message: string; code?: string }): void;
  /** Whether the writer has said its last word. */
  readonly ended: boolean;
  read(): AsyncGenerator<string, ChatEnd>;
};

/** An answer that has not begun. */
export function answerStream(): AnswerStream {
  const texts: string[] = [];
  let outcome: { end: ChatEnd } | { error: ChatFailedError } | undefined;
  let writerDone = false;
  let wake = (): void => undefined;

  return {
    get ended() {
      return writerDone;
    },
    push(text) {
      texts.push(text);
      wake();
    },
    end({ reason, promptTokens, completionTokens, decodeMs }) {
      writerDone = true;
      outcome ??= { end: { reason, promptTokens, completionTokens, decodeMs } };
      wake();
    },
    fail({ name, message, code }) {
      writerDone ||= name !== 'AbortError';
      outcome ??= { error: new ChatFailedError(name, message, code) };
      wake();
    },
    async *read() {
      for (;;) {
        const text = texts.shift();
        if (text !== undefined) yield text;
        else if (outcome !== undefined) {
          if ('error' in outcome) throw outcome.error;
          return outcome.end;
        } else await new Promise<void>((resolve) => (wake = resolve));
      }
    },
  };
}
