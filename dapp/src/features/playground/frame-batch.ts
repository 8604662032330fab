/** Gathers pieces of text and hands them over once a frame, so that a fast model never outruns the page. */
export type FrameBatch = { push(text: string): void; flush(): void };

/**
 * @param deliver Told all text since the last frame in one piece.
 * @param schedule Calls back before the next frame is drawn.
 */
export function frameBatch(
  deliver: (text: string) => void,
  schedule: (callback: () => void) => void = (callback) => requestAnimationFrame(callback),
): FrameBatch {
  let held = '';
  let waiting = false;
  const flush = () => {
    waiting = false;
    const text = held;
    held = '';
    if (text) deliver(text);
  };
  return {
    push(text) {
      held += text;
      if (waiting) return;
      waiting = true;
      // A hidden page draws no frames: the text comes when it is shown again, or with flush.
      schedule(flush);
    },
    flush,
  };
}
