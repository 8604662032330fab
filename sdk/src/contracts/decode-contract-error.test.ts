import { BaseError, encodeErrorResult, parseEther } from 'viem';
import type { Abi } from 'viem';
import { describe, expect, it } from 'vitest';
import { CONTRACT_ABIS } from './contract-abis.ts';
import { asContractRevertedError } from './contract-reverted-error.ts';
import { decodeContractError } from './decode-contract-error.ts';
import { errorSentence } from './error-sentence.ts';

const account = `0x${'ab'.repeat(20)}` as const;

const underpaid = encodeErrorResult({
  abi: CONTRACT_ABIS.licenseMarket,
  errorName: 'LicenseMarket_Underpaid',
  args: [parseEther('0.02'), parseEther('0.01')],
});

/** As viem wraps what a node answered. */
const wrapped = (data: unknown) =>
  new BaseError('call failed', {
    cause: new BaseError('rpc', { cause: Object.assign(new Error('reverted'), { code: 3, data }) }),
  });

describe('a revert', () => {
  it('is named with its facts and said in plain words', () => {
    expect(decodeContractError(underpaid)).toEqual({
      name: 'LicenseMarket_Underpaid',
      args: { price: parseEther('0.02'), paid: parseEther('0.01') },
      message: 'The price is 0.02, but only 0.01 was sent.',
    });
  });

  it('is found wherever a client has put its data', () => {
    expect(decodeContractError(wrapped(underpaid))?.name).toBe('LicenseMarket_Underpaid');
    expect(decodeContractError(wrapped({ data: underpaid }))?.name).toBe('LicenseMarket_Underpaid');
    expect(decodeContractError(new Error('x', { cause: wrapped(underpaid) }))?.name).toBe(
      'LicenseMarket_Underpaid',
    );
  });

  it('becomes an error that keeps the facts and the cause', () => {
    const cause = wrapped(underpaid);
    const error = asContractRevertedError(cause)!;
    expect(error).toMatchObject({ errorName: 'LicenseMarket_Underpaid', cause });
    expect(asContractRevertedError(error)).toBe(error);
  });

  it('of somebody else’s contract is none of ours', () => {
    expect(decodeContractError('0x12345678')).toBeUndefined();
    expect(decodeContractError('0x')).toBeUndefined();
    expect(decodeContractError(new Error('the socket hung up'))).toBeUndefined();
    expect(asContractRevertedError('nothing')).toBeUndefined();
  });

  it('says states and times in words', () => {
    const data = encodeErrorResult({
      abi: CONTRACT_ABIS.jobEscrow,
      errorName: 'JobEscrow_WrongState',
      args: [7n, 2, 1],
    });
    expect(decodeContractError(data)?.message).toBe('Job 7 is claimed; it has to be open.');
    expect(errorSentence('JobEscrow_DeadlinePassed', { jobId: 7n, deadline: 1_790_000_000n })).toBe(
      'The deadline was 2026-09-21 14:13:20 UTC.',
    );
  });
});

describe('every error of every contract', () => {
  const errors = Object.values(CONTRACT_ABIS)
    .flatMap((abi): Abi => abi)
    .filter((entry) => entry.type === 'error');

  it.each(errors.map((entry) => [entry.name, entry] as const))('%s has a sentence', (name, entry) => {
    const args = entry.inputs.map(({ type }) => sample(type));
    const data = encodeErrorResult({ abi: [entry], errorName: name, args });
    const decoded = decodeContractError(data)!;
    expect(decoded.name).toBe(name);
    expect(decoded.message).toMatch(/^\S.*\.$/);
    expect(decoded.message).not.toMatch(/undefined|NaN|\[object/);
  });

  function sample(type: string): unknown {
    if (type === 'address') return account;
    if (type === 'bytes4') return '0x01020304';
    if (type === 'bytes32') return `0x${'11'.repeat(32)}`;
    if (type === 'bytes') return '0x11';
    if (/^uint(8|16|32|40)$/.test(type)) return 1;
    if (type === 'bool') return true;
    if (type === 'string') return 'text';
    if (type.startsWith('uint')) return 1n;
    throw new Error(`no sample of ${type}`);
  }
});
