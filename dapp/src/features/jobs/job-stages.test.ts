import { describe, expect, it } from 'vitest';
import { jobStages } from './job-stages.ts';
import { EMPTY_RUN } from './run-history.ts';
import { jobFixture } from '../../../test/job-fixture.ts';

const stages = (change: Parameters<typeof jobFixture>[0], run = EMPTY_RUN) =>
  jobStages({ job: jobFixture(change), nodeJob: undefined, run });
const words = (change: Parameters<typeof jobFixture>[0]) =>
  stages(change).map((stage) => `${stage.name} ${stage.state}`);

describe('jobStages', () => {
  it('waits for a node while the job is open', () => {
    expect(words({ state: 'Open', claimedAt: undefined }).slice(0, 3)).toEqual([
      'Requested done',
      'Claimed now',
      'Training next',
    ]);
  });

  it('shows how far the training is', () => {
    const run = { ...EMPTY_RUN, steps: [{ step: 5 } as never], started: { steps: 20 } as never };
    expect(stages({ state: 'Claimed' }, run)[2]).toMatchObject({
      state: 'now',
      progress: 0.25,
      words: '25 %',
    });
  });

  it('asks for the requester’s word in mode Accept and shows the window otherwise', () => {
    expect(stages({ state: 'Submitted' })[5]).toMatchObject({ name: 'Acceptance', state: 'now' });
    expect(stages({ state: 'Submitted', mode: 'Audit', windowEndsAt: 99 })[5]).toMatchObject({
      name: 'Window',
      atMs: 99_000,
    });
  });

  it('is done all along once settled', () => {
    expect(new Set(stages({ state: 'Settled', endedAt: 50 }).map((stage) => stage.state))).toEqual(
      new Set(['done']),
    );
  });

  it('ends where a job was canceled or refunded', () => {
    expect(words({ state: 'Canceled', claimedAt: undefined })[1]).toBe('Canceled lost');
    expect(words({ state: 'Refunded' })[2]).toBe('Refunded lost');
  });
});
