import { jobEscrowAbi } from '@cultivar/sdk/abi';
import { encodeErrorResult, HttpRequestError } from 'viem';
import { describe, expect, it } from 'vitest';
import { refusalOf, refusalOfRevert } from './refusal-of.ts';

const data = encodeErrorResult({
  abi: jobEscrowAbi,
  errorName: 'JobEscrow_WrongValue',
  args: [4n * 10n ** 17n, 10n ** 17n],
});

describe('refusalOf', () => {
  it('names the contract’s own error and says it in words', () => {
    const refusal = refusalOf(
      new Error('execution reverted', { cause: Object.assign(new Error('rpc'), { data }) }),
    );
    expect(refusal).toMatchObject({ name: 'CallRefusedError', contractError: 'JobEscrow_WrongValue' });
    expect(refusal.message).not.toContain('0x');
  });
  it('says in short what else a client reports', () => {
    expect(refusalOf(new HttpRequestError({ url: 'http://x:1' })).message).toBe('HTTP request failed.');
  });
  it('reads bare revert data, and admits when it knows no reason', () => {
    expect(refusalOfRevert(data).contractError).toBe('JobEscrow_WrongValue');
    expect(refusalOfRevert('0x').contractError).toBeUndefined();
  });
});
