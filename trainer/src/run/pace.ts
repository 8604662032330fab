/** How fast a run goes and how long it will take: means over what was measured so far. */
export type Pace = {
  step(tokens: number, ms: number): void;
  evaluation(ms: number): void;
  tokensPerSecond(): number;
  secondsLeft(steps: number, evaluations: number): number;
};

/** Recent steps count more: each older one weighs a fifth less. */
const FADE = 0.8;

/** Starts without any measurement. */
export function createPace(): Pace {
  const faded = { tokens: 0, ms: 0, steps: 0 };
  let evaluationMs = 0;
  return {
    step(tokens, ms) {
      faded.tokens = faded.tokens * FADE + tokens;
      faded.ms = faded.ms * FADE + ms;
      faded.steps = faded.steps * FADE + 1;
    },
    evaluation(ms) {
      evaluationMs = ms;
    },
    tokensPerSecond: () => (faded.ms > 0 ? (faded.tokens / faded.ms) * 1000 : 0),
    secondsLeft(steps, evaluations) {
      const stepMs = faded.steps > 0 ? faded.ms / faded.steps : 0;
      return (steps * stepMs + evaluations * evaluationMs) / 1000;
    },
  };
}
