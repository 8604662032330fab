import { parseSiweMessage, validateSiweMessage } from 'viem/siwe';
import { expect, it } from 'vitest';
import { signInMessage } from './sign-in-message.ts';

const nonce = {
  nonce: 'abcdefgh12345678',
  expiresAtMs: 1_800_000_300_000,
  domain: '127.0.0.1:8484',
  chainId: 41337,
};
const account = '0x70997970C51812dc3A010C7d01b50e0d17dc79C8';
const base = { account, nonce, uri: 'http://127.0.0.1:8585', nowMs: 1_800_000_000_000 };

it('writes a message that an EIP-4361 reader takes', () => {
  const parsed = parseSiweMessage(signInMessage({ ...base, scheme: 'siwe' }));
  expect(parsed).toMatchObject({
    domain: '127.0.0.1:8484',
    address: account,
    nonce: 'abcdefgh12345678',
    chainId: 41337,
    uri: 'http://127.0.0.1:8585',
  });
  const time = new Date(base.nowMs + 1000);
  expect(validateSiweMessage({ message: parsed, address: account, nonce: nonce.nonce, time })).toBe(true);
});

it('is worthless once the nonce has expired', () => {
  const message = parseSiweMessage(signInMessage({ ...base, scheme: 'siwe' }));
  expect(validateSiweMessage({ message, time: new Date(nonce.expiresAtMs + 1) })).toBe(false);
});

it('names the Polkadot account in the other scheme', () => {
  const text = signInMessage({
    ...base,
    scheme: 'siws',
    account: '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY',
  });
  expect(text.split('\n')[0]).toBe('127.0.0.1:8484 wants you to sign in with your Polkadot account:');
});
