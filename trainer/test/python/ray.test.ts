import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TrainEvent } from '@cultivar/sdk/spec';
import { rayJobs } from '../../src/python/ray/ray-jobs.ts';
import type { RayJobs } from '../../src/python/ray/ray-jobs.ts';
import { startOnRay } from '../../src/python/ray/start-on-ray.ts';
import { runInPython } from '../../src/python/run-in-python.ts';
import { elsewhere, fixtureJob } from './fixture-job.ts';
import { findEngine } from './find-engine.ts';
import { startRayHead } from './ray-head.ts';
import type { RayHead } from './ray-head.ts';

const engine = findEngine();

describe.runIf(engine)('on a real Ray head', { timeout: 600_000 }, () => {
  let head: RayHead;
  let jobs: RayJobs;
  beforeAll(async () => {
    head = await startRayHead(engine!);
    jobs = rayJobs(head.address);
  }, 600_000);
  afterAll(() => head?.stop(), 120_000);

  it('runs a training as a job, which gives what it gives here', async () => {
    const request = { ...(await fixtureJob('llama')), python: engine! };
    const events: TrainEvent[] = [];
    const onEvent = (event: TrainEvent) => void events.push(event);
    const there = await runInPython(request, { onEvent }, startOnRay(jobs));
    const here = await runInPython({ ...elsewhere(request, 'here'), python: engine! });
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, i) => i + 1));
    expect(events.at(-1)!.type).toBe('finished');
    expect(there.metrics.heldOutLossAfter).toBeCloseTo(here.metrics.heldOutLossAfter!, 5);
  });

  it('stops a training, which goes on from its last step', async () => {
    const request = { ...(await fixtureJob('llama', { steps: 4000, segmentSteps: 4000 })), python: engine! };
    const stop = new AbortController();
    const events: TrainEvent[] = [];
    let askedMs = 0;
    const stopped = runInPython(
      request,
      {
        signal: stop.signal,
        onEvent: (event) => {
          events.push(event);
          if (event.type !== 'step' || event.step !== 5) return;
          askedMs = performance.now();
          stop.abort();
        },
      },
      startOnRay(jobs),
    );
    await expect(stopped).rejects.toMatchObject({ name: 'TrainError', code: 'canceled' });
    console.log(`stopped ${Math.round(performance.now() - askedMs)} ms after it was asked`);
    expect(events.at(-1)).toMatchObject({ type: 'failed', code: 'canceled' });
    const kept = events.filter(({ type }) => type === 'step').length;

    const again = new AbortController();
    let resumedFrom = -1;
    const onEvent = (event: TrainEvent) => {
      if (event.type === 'started') resumedFrom = event.resumedFromStep;
      if (event.type === 'step') again.abort();
    };
    const resumed = runInPython(request, { signal: again.signal, onEvent });
    await expect(resumed).rejects.toMatchObject({ code: 'canceled' });
    expect(resumedFrom).toBeGreaterThanOrEqual(5);
    expect(resumedFrom).toBeGreaterThanOrEqual(kept - 1);
  });

  it('tells what a job printed, how it ended, and what it does not know', async () => {
    const id = `test-${randomUUID()}`;
    await jobs.submit({ id, entrypoint: "printf 'one\\ntwo\\n'; sleep 1; echo three; exit 7" });
    let text = '';
    await jobs.tail(id, (more) => (text += more));
    expect(text).toContain('one\ntwo\n');
    expect(text).toContain('three');
    expect(await jobs.logs(id)).toContain('three');
    expect(await jobs.info(id)).toMatchObject({ status: 'FAILED', exitCode: 7 });
    expect(await jobs.stop(id)).toBe(false);
    await expect(jobs.submit({ id, entrypoint: 'true' })).rejects.toMatchObject({ code: 'exists' });
    await expect(jobs.info('nobody')).rejects.toMatchObject({ code: 'unknown_job' });
  });
});
