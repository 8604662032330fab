import { setTimeout as sleep } from 'node:timers/promises';
import { nodeJobSchema, readJob } from '@cultivar/sdk';
import { trainEventSchema } from '@cultivar/sdk/spec';
import type { TrainEvent } from '@cultivar/sdk/spec';
import type { ProgressStep } from '../progress/progress.ts';
import type { Flow } from './flow.ts';
import { readEventStream } from './read-event-stream.ts';

const POLL_MS = 250;

/** A job did not come to a result. */
export class JobFailedError extends Error {
  override readonly name = 'JobFailedError';
  readonly jobId: bigint;
  readonly code: string;

  constructor(jobId: bigint, code: string, detail: string) {
    super(`job ${jobId} failed (${code}): ${detail}`);
    this.jobId = jobId;
    this.code = code;
  }
}

/** What was measured while a job ran. */
export type RunMeasures = {
  rows: number;
  steps: number;
  tokensPerSecond: number;
  heldOutLossBefore: number;
  heldOutLossAfter: number;
};

/**
 * Shows a job while the node works on it, until its result is on chain.
 *
 * @throws JobFailedError when the node refuses, loses or fails it.
 */
export async function followJob(flow: Flow, jobId: bigint, step: ProgressStep): Promise<RunMeasures> {
  const events = new Map<number, TrainEvent>();
  while (!(await isSubmitted(flow, jobId))) {
    flow.signal.throwIfAborted();
    await refuseLostJob(flow, jobId);
    // After its last event a stream stays open and silent.
    if (!isOver(events)) await followEvents(flow, jobId, events, step).catch(ifConnected(flow.signal));
    await sleep(POLL_MS, undefined, { signal: flow.signal });
  }
  if (!isOver(events)) await followEvents(flow, jobId, events, step);
  const measures = measuresOf(jobId, [...events.values()]);
  const { heldOutLossBefore: before, heldOutLossAfter: after, tokensPerSecond } = measures;
  step.done(
    `${measures.rows} rows, ${measures.steps} steps, ${tokensPerSecond.toFixed(0)} tokens/s, held-out loss ${before.toFixed(3)} to ${after.toFixed(3)}`,
  );
  return measures;
}

function isOver(events: ReadonlyMap<number, TrainEvent>): boolean {
  return [...events.values()].at(-1)?.type === 'finished';
}

/** Lets a broken connection pass: the node may be starting again, and the next round says whether the job is lost. */
function ifConnected(signal: AbortSignal) {
  return (error: unknown): void => {
    signal.throwIfAborted();
    if (!(error instanceof TypeError)) throw error;
  };
}

async function isSubmitted({ deployment, clients }: Flow, jobId: bigint): Promise<boolean> {
  const { state } = await readJob(clients.reader, { deployment, jobId });
  if (state === 'submitted' || state === 'settled') return true;
  if (state === 'open' || state === 'claimed') return false;
  throw new JobFailedError(jobId, state, 'the chain has closed it without a result');
}

/** Asks the node about the job, unless it has not heard of it yet. */
async function refuseLostJob({ nodeUrl, deployment, signal }: Flow, jobId: bigint): Promise<void> {
  const response = await fetch(`${nodeUrl}/jobs/${deployment.chainId}:${jobId}`, { signal }).catch(
    () => undefined,
  );
  signal.throwIfAborted();
  if (!response?.ok) return;
  const { state, reason } = nodeJobSchema.parse(await response.json());
  if (state !== 'refused' && state !== 'lost') return;
  throw new JobFailedError(jobId, reason?.code ?? state, reason?.message ?? 'the node gives no reason');
}

async function followEvents(
  { nodeUrl, deployment, signal }: Flow,
  jobId: bigint,
  events: Map<number, TrainEvent>,
  step: ProgressStep,
): Promise<void> {
  const last = Math.max(0, ...events.keys());
  const response = await fetch(`${nodeUrl}/jobs/${deployment.chainId}:${jobId}/events`, {
    headers: { accept: 'text/event-stream', ...(last > 0 ? { 'last-event-id': String(last) } : {}) },
    signal,
  });
  if (!response.ok || !response.body) {
    await response.body?.cancel();
    return;
  }
  for await (const { data } of readEventStream(response.body as unknown as AsyncIterable<Uint8Array>)) {
    const event = trainEventSchema.parse(JSON.parse(data));
    events.set(event.seq, event);
    const started = [...events.values()].find(({ type }) => type === 'started');
    const text = sentenceOf(event, started?.type === 'started' ? started.steps : 0);
    if (text) step.detail(text);
    if (event.type === 'finished' || event.type === 'failed') break;
  }
}

function sentenceOf(event: TrainEvent, steps: number): string | undefined {
  switch (event.type) {
    case 'started':
      return `${event.rows} rows, ${event.heldOutRows} held out, ${event.steps} steps; measuring the base`;
    case 'step':
      return [
        `step ${event.step} of ${steps}`,
        `loss ${event.loss.toFixed(3)}`,
        `${event.tokensPerSecond.toFixed(0)} tokens/s`,
        `${event.secondsLeft.toFixed(0)} s left`,
      ].join(' · ');
    case 'eval':
      return `held-out loss ${event.heldOutLoss.toFixed(3)} after step ${event.step}`;
    case 'warning':
      return event.message;
    case 'finished':
      return 'storing adapter and trace, submitting digests';
    case 'failed':
    case 'checkpoint':
      return undefined;
  }
}

function measuresOf(jobId: bigint, events: readonly TrainEvent[]): RunMeasures {
  const started = events.find((event) => event.type === 'started');
  const finished = events.findLast((event) => event.type === 'finished');
  if (!started || finished?.heldOutLossBefore === undefined || finished.heldOutLossAfter === undefined) {
    throw new JobFailedError(jobId, 'no-measures', 'the node has no record of how the run went');
  }
  const { steps, tokensPerSecond, heldOutLossBefore, heldOutLossAfter } = finished;
  return { rows: started.rows, steps, tokensPerSecond, heldOutLossBefore, heldOutLossAfter };
}
