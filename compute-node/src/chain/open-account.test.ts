import { mnemonicToAccount } from 'viem/accounts';
import { toHex } from 'viem';
import { expect, it } from 'vitest';
import { openAccount } from './open-account.ts';

const JUNK = 'test test test test test test test test test test test junk';
const demoKey = (addressIndex: number) =>
  toHex(mnemonicToAccount(JUNK, { addressIndex }).getHdKey().privateKey!);

it('opens a demo account on the local chain', () => {
  expect(openAccount(demoKey(3), 41_337).address).toBe('0x90F79bf6EB2c4f870365E785982E1f101E93b906');
});

it.each([0, 3, 15])('refuses demo account %i on any other chain', (index) => {
  expect(() => openAccount(demoKey(index), 1)).toThrow(
    expect.objectContaining({ name: 'DemoKeyError', chainId: 1 }),
  );
});

it('opens any other account on any chain', () => {
  expect(openAccount(`0x${'42'.repeat(32)}`, 1).address).toMatch(/^0x/);
});
