import { describe, expect, it } from 'vitest';
import { auditStanding, challengedWhat, challengeStanding } from './challenge-words.ts';
import type { JobChallenge } from './dispute.ts';

const challenge = (change: Partial<JobChallenge>): JobChallenge => ({
  id: '0x01',
  kind: 'STEP',
  leaf: 8,
  challenger: `0x${'22'.repeat(20)}`,
  bondWei: 1n,
  phase: 'OPENING',
  outcome: undefined,
  round: 0,
  openingEndsAt: 500,
  keysEndAt: undefined,
  commitEndsAt: undefined,
  jurors: 0,
  committed: 0,
  revealed: 0,
  ...change,
});

describe('a challenge', () => {
  it.each<[Partial<JobChallenge>, string]>([
    [{ kind: 'INIT', leaf: 0 }, 'The inputs'],
    [{ kind: 'STEP', leaf: 8 }, 'The step to leaf 8'],
    [{ kind: 'EXPORT', leaf: 11 }, 'The export'],
    [{ kind: 'DELIVERY', leaf: undefined }, 'The delivery'],
  ])('of %o is about %s', (change, words) => {
    expect(challengedWhat(challenge(change))).toBe(words);
  });

  it('waits for the node with a clock', () => {
    expect(challengeStanding(challenge({}), 100)).toEqual({
      words: 'The node has to open its leaves',
      endsAt: 500,
    });
    expect(challengeStanding(challenge({ phase: 'KEYS', keysEndAt: 700 }), 100).endsAt).toBe(700);
  });

  it('waits for a draw without one', () => {
    expect(challengeStanding(challenge({ phase: 'DRAWING' }), 100)).toEqual({ words: 'A jury is drawn' });
    expect(challengeStanding(challenge({ phase: 'DRAWING', round: 1 }), 100).words).toContain('second');
  });

  it('counts commitments until their time is over, then reveals', () => {
    const voting = challenge({ phase: 'VOTING', commitEndsAt: 900, jurors: 5, committed: 4, revealed: 1 });
    expect(challengeStanding(voting, 899)).toEqual({
      words: '4 of 5 jurors have committed',
      endsAt: 900,
    });
    expect(challengeStanding(voting, 900).words).toBe('1 of 5 jurors have revealed');
  });

  it('says who pays when it has ended', () => {
    const words = (outcome: JobChallenge['outcome']) =>
      challengeStanding(challenge({ phase: 'ENDED', outcome }), 1).words;
    expect(words('REFUTED')).toContain('the node pays');
    expect(words('UPHELD')).toContain('the challenger pays');
    expect(words('VOID')).toContain('bonds go back');
    expect(words('MOOT')).toContain('ended first');
  });
});

it('gives an audit a clock while it is open only', () => {
  const audit = { id: '0x', leaf: 3, auditor: `0x${'33'.repeat(20)}`, endsAt: 50 } as const;
  expect(auditStanding({ ...audit, state: 'PENDING' }).endsAt).toBe(50);
  expect(auditStanding({ ...audit, state: 'PASSED' })).toEqual({ words: 'The same was found.' });
});
