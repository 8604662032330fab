/** Turns tokens into text that can be shown at once: whole characters, nothing that may become a stop string. */
export type TextStream = {
  /** Takes a token; gives the text that is now certain. */
  push(id: number): string;
  /** Whether a stop string was reached; what stood before it has been given. */
  readonly stopped: boolean;
  /** What was still held back. */
  end(): string;
};

/** A character has at most four bytes; a token that ends inside one waits for so many more. */
const MAX_PENDING_TOKENS = 4;

/** Streams the text of tokens until one of `stops` appears. */
export function textStream(decode: (ids: number[]) => string, stops: readonly string[]): TextStream {
  let before: number[] = [];
  let pending: number[] = [];
  let held = '';
  let stopped = false;
  const decodeAfter = () => {
    // Sentencepiece drops the space before a text's first word: what comes later is decoded after its neighbour.
    if (before.length === 0) return decode(pending);
    const [whole, known] = [decode([...before, ...pending]), decode(before)];
    return whole.startsWith(known) ? whole.slice(known.length) : decode(pending);
  };
  const decodePending = () => {
    const text = decodeAfter();
    if (text.endsWith('\ufffd') && pending.length < MAX_PENDING_TOKENS) return '';
    before = pending;
    pending = [];
    return text;
  };
  const release = (text: string): string => {
    held += text;
    const found = stops.map((stop) => held.indexOf(stop)).filter((at) => at >= 0);
    if (found.length > 0) {
      stopped = true;
      const before = held.slice(0, Math.min(...found));
      held = '';
      return before;
    }
    const certain = held.length - heldBack(held, stops);
    const given = held.slice(0, certain);
    held = held.slice(certain);
    return given;
  };
  return {
    push(id) {
      pending.push(id);
      return stopped ? '' : release(decodePending());
    },
    get stopped() {
      return stopped;
    },
    end() {
      if (stopped) return '';
      const rest = pending.length > 0 ? decodeAfter() : '';
      const given = release(rest);
      const last = stopped ? '' : held;
      held = '';
      return given + last;
    },
  };
}

/** Length of the longest end of `text` that begins a stop string. */
function heldBack(text: string, stops: readonly string[]): number {
  let longest = 0;
  for (const stop of stops) {
    for (let length = Math.min(stop.length - 1, text.length); length > longest; length--) {
      if (text.endsWith(stop.slice(0, length))) longest = length;
    }
  }
  return longest;
}
