/** One event of a `text/event-stream`. */
export type StreamEvent = {
  /** `message` where the stream names none. */
  type: string;
  data: string;
  /** The last id the stream gave, this event's or an earlier one's. */
  id: string;
};

/** Takes text as it arrives, in pieces of any size, and gives the events that are complete. */
export type EventStreamParser = {
  push(text: string): StreamEvent[];
  /** Milliseconds the server asked to wait before another try; undefined when it did not ask. */
  retryMs(): number | undefined;
};

/** A parser of server-sent events (WHATWG HTML, 9.2.6), one for each connection. */
export function eventStreamParser(lastId = ''): EventStreamParser {
  let rest = '';
  let id = lastId;
  let type = '';
  let data: string[] = [];
  let retry: number | undefined;

  function line(text: string): StreamEvent | undefined {
    if (text === '') {
      const event = data.length > 0 ? { type: type || 'message', data: data.join('\n'), id } : undefined;
      [type, data] = ['', []];
      return event;
    }
    const colon = text.indexOf(':');
    const name = colon < 0 ? text : text.slice(0, colon);
    const raw = colon < 0 ? '' : text.slice(colon + 1);
    const value = raw.startsWith(' ') ? raw.slice(1) : raw;
    if (name === 'data') data.push(value);
    else if (name === 'event') type = value;
    else if (name === 'id' && !value.includes('\0')) id = value;
    else if (name === 'retry' && /^\d+$/.test(value)) retry = Number(value);
    return undefined;
  }

  return {
    push(text) {
      rest += text;
      const events: StreamEvent[] = [];
      // A lone CR at the end may be the first half of CRLF: leave it for the next piece.
      for (let match; (match = /\r\n|\n|\r(?!$)/.exec(rest));) {
        const event = line(rest.slice(0, match.index));
        rest = rest.slice(match.index + match[0].length);
        if (event) events.push(event);
      }
      return events;
    },
    retryMs: () => retry,
  };
}
