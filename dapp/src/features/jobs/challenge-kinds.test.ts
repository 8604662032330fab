import { expect, it } from 'vitest';
import { jobFixture } from '../../../test/job-fixture.ts';
import { challengeKinds } from './challenge-kinds.ts';

const STRANGER = { account: `0x${'99'.repeat(20)}`, nowSeconds: 999 };
const submitted = jobFixture({
  mode: 'Audit',
  state: 'Submitted',
  classStatus: 'SLASHABLE',
  resultDigest: `0x${'11'.repeat(32)}`,
  windowEndsAt: 1_000,
});
const own = { account: submitted.requester.toUpperCase().replace('X', 'x'), nowSeconds: 999 };

it('lets anyone challenge inputs, a step or the export within the window', () => {
  expect(challengeKinds(submitted, STRANGER)).toEqual({ kinds: ['INIT', 'STEP', 'EXPORT'] });
  expect(challengeKinds({ ...submitted, segments: 2 }, STRANGER)).toEqual({ kinds: ['INIT', 'EXPORT'] });
});

it('lets the requester of a private result challenge its delivery, in every mode', () => {
  const secret = { ...submitted, isPrivate: true };
  expect(challengeKinds(secret, own)).toEqual({ kinds: ['INIT', 'STEP', 'EXPORT', 'DELIVERY'] });
  expect(challengeKinds(secret, STRANGER)).toEqual({ kinds: ['INIT', 'STEP', 'EXPORT'] });
  expect(challengeKinds({ ...secret, mode: 'Accept' }, own)).toEqual({ kinds: ['DELIVERY'] });
});

it.each([
  [{ mode: 'Accept' }, 'no jury is drawn'],
  [{ resultDigest: undefined }, 'no result'],
  [{ classStatus: 'PROVISIONAL' }, 'prove nothing'],
  [{ bondLocked: false }, 'The job is over'],
  [{ windowEndsAt: 999 }, 'window is over'],
] as const)('says why nothing may be challenged with %o', (change, words) => {
  expect(challengeKinds({ ...submitted, ...change }, STRANGER)).toEqual({
    refusal: expect.stringContaining(words) as string,
  });
});
