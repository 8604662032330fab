import { decodeAddress } from '@polkadot/util-crypto/address';
import { describe, expect, it } from 'vitest';
import { evmAccountOf } from './evm-account-of.ts';

describe('evmAccountOf', () => {
  it('derives the account of //Alice', () => {
    const alice = decodeAddress('5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY');
    expect(evmAccountOf(alice)).toBe('0x9621dde636de098b43efb0fa9b61facfe328f99d');
  });

  it('gives back the account that a 32-byte account was made from', () => {
    const account = new Uint8Array(32).fill(0xee);
    account.set(Uint8Array.from({ length: 20 }, (_, i) => i));
    expect(evmAccountOf(account)).toBe('0x000102030405060708090a0b0c0d0e0f10111213');
  });

  it('hashes an account whose last byte alone is the mark', () => {
    const account = new Uint8Array(32).fill(1);
    account[31] = 0xee;
    expect(evmAccountOf(account)).not.toBe(`0x${'01'.repeat(20)}`);
  });

  it('refuses anything but 32 bytes', () => {
    expect(() => evmAccountOf(new Uint8Array(20))).toThrow('20 bytes, not 32');
  });
});
