import type { TrainEvent } from '@cultivar/sdk/spec';

type Shape = { steps: number; done: number; heldOutEvery: number; segmentSteps: number; startMs: number };
type Plain = TrainEvent extends infer Event
  ? Event extends TrainEvent
    ? Omit<Event, 'seq' | 'timeMs'>
    : never
  : never;

/** Events of a run that falls as runs do, with noise and one spike; the same at every call. */
export function runFixture({ steps, done, heldOutEvery, segmentSteps, startMs }: Shape): TrainEvent[] {
  const events: TrainEvent[] = [];
  let timeMs = startMs;
  const say = (event: Plain) => events.push({ ...event, seq: events.length + 1, timeMs } as TrainEvent);
  say({
    type: 'started',
    engine: 'onnx/1.30.0 ort-cpu',
    class: 'exact:ort-cpu/1.30.0/avx2',
    steps,
    rows: 112,
    heldOutRows: 24,
    skippedRows: 3,
    tokens: 22_400,
    trainableParameters: 921_600,
    resumedFromStep: 0,
  });
  say({ type: 'eval', step: 0, heldOutLoss: 2.31, tokens: 4_000 });
  leaf(0);
  for (let step = 1; step <= done; step++) {
    timeMs += 2_600;
    const fall = 1.31 + 0.95 * Math.exp(-step / (steps / 5));
    const noise = 0.13 * Math.sin(step * 12.9898) * Math.cos(step * 78.233);
    say({
      type: 'step',
      step,
      loss: fall + noise + (step === Math.round(done * 0.4) ? 0.6 : 0),
      learningRate: step < 4 ? step * 5e-4 : 1e-3 * (1 + Math.cos((Math.PI * step) / steps)),
      gradNorm: 0.6 + Math.abs(noise) * 2 + (step === Math.round(done * 0.4) ? 2.5 : 0),
      tokens: step * 640,
      tokensPerSecond: 246 + 6 * Math.sin(step),
      secondsLeft: Math.round((steps - step) * 2.6),
    });
    if (step % heldOutEvery === 0) say({ type: 'eval', step, heldOutLoss: fall + 0.03, tokens: 4_000 });
    if (step % segmentSteps === 0) leaf(step / segmentSteps, step);
  }
  if (done === steps) {
    say({
      type: 'finished',
      steps,
      seconds: steps * 2.6,
      tokensPerSecond: 246,
      heldOutLossBefore: 2.31,
      heldOutLossAfter: 1.35,
      peakMemoryBytes: 1_420_000_000,
    });
  }
  return events;

  function leaf(index: number, step = 0) {
    const hash = (0x9e3779b1 * (index + 7)).toString(16).replace('.', '').padEnd(64, '3a7c51').slice(0, 64);
    say({ type: 'checkpoint', step, leaf: index, leafHash: `0x${hash}` });
  }
}
