import type { DutyListQuery } from '@cultivar/sdk/graphql';
import { describe, expect, it } from 'vitest';
import { dutiesOf } from './duties-of.ts';

type Vote = DutyListQuery['votes'][number];
type Audit = DutyListQuery['audits'][number];

const moment = { chainId: 41337, nowSeconds: 1_000, revealWindowSeconds: 300 };
const audit = (change: Partial<Audit>): Audit =>
  ({ id: '0xa', index: '3', state: 'PENDING', endsAt: '1500', job: { jobId: '7' }, ...change }) as Audit;
const vote = (change: Partial<Vote>, challenge: Partial<Vote['challenge']> = {}): Vote =>
  ({
    id: '0xb',
    round: 1,
    committedAt: null,
    revealedAt: null,
    slashedWei: '0',
    ...change,
    challenge: {
      ...{ kind: 'STEP', index: '8', phase: 'VOTING', round: 1, commitEndsAt: '1200', job: { jobId: '9' } },
      ...challenge,
    },
  }) as Vote;
const one = (answer: Partial<DutyListQuery>) => dutiesOf({ audits: [], votes: [], ...answer }, moment)[0]!;

describe('what a node was drawn for', () => {
  it('is due by its deadline, what is due first in front', () => {
    const duties = dutiesOf(
      { audits: [audit({ state: 'PASSED' }), audit({ id: '0xd' })], votes: [vote({})] },
      moment,
    );
    expect(duties.map(({ what, due, endsAt }) => [what, due, endsAt])).toEqual([
      ['Jury on leaf 8', 'commit', 1200],
      ['Audit of leaf 3', 'answer', 1500],
      ['Audit of leaf 3', undefined, undefined],
    ]);
    expect(duties[0]!.job).toBe('41337:9');
  });

  it('asks to reveal only who has committed, after the commitments and within the reveals', () => {
    expect(one({ votes: [vote({ committedAt: '900' }, { commitEndsAt: '1000' })] })).toMatchObject({
      due: 'reveal',
      endsAt: 1300,
    });
    expect(one({ votes: [vote({ committedAt: '900' })] }).due).toBeUndefined();
    expect(one({ votes: [vote({}, { commitEndsAt: '1000' })] })).toMatchObject({
      due: undefined,
      words: 'was silent',
    });
    expect(one({ votes: [vote({ committedAt: '1' }, { commitEndsAt: '700' })] }).due).toBeUndefined();
  });

  it('has nothing due in a round that is over, or while keys are missing', () => {
    expect(one({ votes: [vote({ revealedAt: '5', committedAt: '4' }, { round: 2 })] })).toMatchObject({
      due: undefined,
      words: 'revealed',
    });
    expect(one({ votes: [vote({}, { phase: 'KEYS', commitEndsAt: null })] }).words).toBe(
      'waits for the keys',
    );
  });

  it('says what an audit came to, and that its time is up', () => {
    expect(one({ audits: [audit({ state: 'SILENT' })] }).words).toBe('was silent');
    expect(one({ audits: [audit({ endsAt: '1000' })] })).toMatchObject({
      due: undefined,
      words: 'time is up',
    });
  });

  it('calls a delivery by its name and tells what silence cost', () => {
    const duty = one({ votes: [vote({ slashedWei: '5' }, { kind: 'DELIVERY', phase: 'ENDED' })] });
    expect(duty).toMatchObject({ what: 'Jury on a delivery', slashedWei: 5n });
  });
});
