import { expect, it } from 'vitest';
import { runSeal } from './run-seal.ts';

it('calls a result that its requester accepts Trusted, even in an exact class and settled', () => {
  expect(runSeal({ mode: 'Accept', state: 'Settled' }, 'exact:ort-cpu/1/avx2').seal).toBe('trusted');
});

it('calls a tolerance class Trusted', () => {
  expect(runSeal({ mode: 'Audit', state: 'Settled' }, 'tolerance').seal).toBe('trusted');
});

it('never claims Proven without an audit', () => {
  expect(runSeal({ mode: 'Audit', state: 'Settled' }, 'exact:ort-cpu/1/avx2').seal).toBe('unchallenged');
});
