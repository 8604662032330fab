/** What `npm start` tells the person at the terminal, however it is shown. */
export type Progress = {
  /** Opens a section of the list. */
  heading(text: string): void;
  /** Begins a step; several may be under way. */
  step(title: string): ProgressStep;
  /** Says something that stays. */
  line(text: string): void;
  /** Leaves the terminal as it was. Unfinished steps stay as their last state. */
  end(): void;
};

/** One thing being done. It ends with `done` or `fail`, once. */
export type ProgressStep = {
  /** What it is doing right now; replaces what was said before. */
  detail(text: string): void;
  /** Text that arrives piece by piece and stays, as an answer does. Ended by the step's end or the next stream. */
  stream(label: string): { write(piece: string): void };
  done(text?: string): void;
  fail(text: string): void;
};
