import { Buffer } from 'node:buffer';
import { encodeAddress, sr25519PairFromSeed, sr25519Sign, cryptoWaitReady } from '@polkadot/util-crypto';
import { privateKeyToAccount } from 'viem/accounts';
import { recoverMessageAddress } from 'viem';
import { beforeAll, expect, it } from 'vitest';
import { nonces } from './nonces.ts';
import { verifySignIn } from './verify-sign-in.ts';
import type { SignInContext } from './verify-sign-in.ts';

const EVM = privateKeyToAccount(`0x${'42'.repeat(32)}`);
const NOW = Date.parse('2026-01-01T12:00:00Z');

beforeAll(async () => {
  await cryptoWaitReady();
});

it('signs an EVM account in, once', async () => {
  const context = signIn();
  const message = text(context, 'Ethereum', EVM.address);
  const signed = { scheme: 'siwe', message, signature: await EVM.signMessage({ message }) } as const;
  expect(await verifySignIn(signed, context)).toEqual({ account: EVM.address, scheme: 'siwe' });
  await expect(verifySignIn(signed, context)).rejects.toMatchObject({ name: 'SignInError', code: 'nonce' });
});

it('signs a Polkadot account in, as signRaw wraps its message', async () => {
  const context = signIn();
  const { address, sign } = polkadot();
  const message = text(context, 'Polkadot', address);
  const signed = { scheme: 'siws', message, address, signature: sign(`<Bytes>${message}</Bytes>`) } as const;
  expect(await verifySignIn(signed, context)).toEqual({ account: address, scheme: 'siws' });
});

it.each([
  ['wrong-domain', { domain: 'evil.example' }],
  ['wrong-chain', { 'Chain ID': '1' }],
  ['malformed', { Version: '2' }],
  ['expired', { 'Expiration Time': '2026-01-01T11:59:59Z' }],
  ['expired', { 'Issued At': '2026-01-01T12:05:00Z' }],
  ['expired', { 'Not Before': '2026-01-01T12:00:01Z' }],
  ['nonce', { Nonce: 'abcdefabcdefabcdef' }],
])('refuses a message as %s', async (code, changed) => {
  const context = signIn();
  const message = text(context, 'Ethereum', EVM.address, changed);
  const signature = await EVM.signMessage({ message });
  await expect(verifySignIn({ scheme: 'siwe', message, signature }, context)).rejects.toMatchObject({ code });
});

it('refuses a message with a field twice', async () => {
  const context = signIn();
  const message = `${text(context, 'Ethereum', EVM.address)}\nNonce: other`;
  const signature = await EVM.signMessage({ message });
  await expect(verifySignIn({ scheme: 'siwe', message, signature }, context)).rejects.toMatchObject({
    code: 'malformed',
  });
});

it("refuses another's signature, and leaves the nonce to its owner", async () => {
  const context = signIn();
  const message = text(context, 'Ethereum', EVM.address);
  const stranger = privateKeyToAccount(`0x${'43'.repeat(32)}`);
  const forged = { scheme: 'siwe', message, signature: await stranger.signMessage({ message }) } as const;
  await expect(verifySignIn(forged, context)).rejects.toMatchObject({ code: 'signature' });
  const signed = { ...forged, signature: await EVM.signMessage({ message }) };
  expect(await verifySignIn(signed, context)).toMatchObject({ account: EVM.address });
});

it('refuses a Polkadot message signed for another address', async () => {
  const context = signIn();
  const { sign } = polkadot();
  const address = encodeAddress(Buffer.alloc(32, 9));
  const message = text(context, 'Polkadot', address);
  const signed = { scheme: 'siws', message, address, signature: sign(`<Bytes>${message}</Bytes>`) } as const;
  await expect(verifySignIn(signed, context)).rejects.toMatchObject({ code: 'signature' });
});

function signIn(): SignInContext {
  return {
    domain: '127.0.0.1:8484',
    chainId: 41_337,
    nonces: nonces(() => NOW),
    now: () => NOW,
    verifyMessage: async (account, message, signature) =>
      (await recoverMessageAddress({ message, signature })) === account,
  };
}

function text(
  context: SignInContext,
  family: string,
  account: string,
  changed: Record<string, string> = {},
): string {
  const { domain, ...fields } = {
    domain: context.domain,
    URI: 'http://127.0.0.1:8585',
    Version: '1',
    'Chain ID': '41337',
    Nonce: context.nonces.issue().nonce,
    'Issued At': '2026-01-01T12:00:00Z',
    ...changed,
  };
  const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value}`);
  return `${domain} wants you to sign in with your ${family} account:\n${account}\n\nSign in.\n\n${lines.join('\n')}`;
}

function polkadot(): { address: string; sign: (message: string) => `0x${string}` } {
  const pair = sr25519PairFromSeed(Buffer.alloc(32, 7));
  return {
    address: encodeAddress(pair.publicKey),
    sign: (message) => `0x${Buffer.from(sr25519Sign(Buffer.from(message), pair)).toString('hex')}`,
  };
}
