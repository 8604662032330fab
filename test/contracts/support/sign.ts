import { parseSignature } from 'viem';
import type { Address, Hex } from 'viem';
import type { Wallet } from './contract.ts';
import type { Protocol } from './protocol.ts';

/** `ILicenseMarket.Voucher`. */
export type Voucher = {
  offerId: bigint;
  recipient: Address;
  quantity: number;
  price: bigint;
  expiresAt: number;
  nonce: bigint;
};

/** `ILicenseMarket.Receipt`. */
export type Receipt = { licenseId: bigint; account: Address; server: Address; units: bigint };

/** A domain that the market does not have. */
export type OtherDomain = { chainId?: number; verifyingContract?: Address; version?: string };

const VOUCHER = [
  { name: 'offerId', type: 'uint256' },
  { name: 'recipient', type: 'address' },
  { name: 'quantity', type: 'uint32' },
  { name: 'price', type: 'uint128' },
  { name: 'expiresAt', type: 'uint40' },
  { name: 'nonce', type: 'uint256' },
] as const;

const RECEIPT = [
  { name: 'licenseId', type: 'uint256' },
  { name: 'account', type: 'address' },
  { name: 'server', type: 'address' },
  { name: 'units', type: 'uint64' },
] as const;

const PERMIT = [
  { name: 'owner', type: 'address' },
  { name: 'spender', type: 'address' },
  { name: 'value', type: 'uint256' },
  { name: 'nonce', type: 'uint256' },
  { name: 'deadline', type: 'uint256' },
] as const;

/** Signs a voucher for the market, or for another domain. */
export async function signVoucher(p: Protocol, by: Wallet, message: Voucher, other: OtherDomain = {}) {
  const domain = { ...(await marketDomain(p)), ...other };
  return by.signTypedData({ domain, types: { Voucher: VOUCHER }, primaryType: 'Voucher', message });
}

/** Signs a receipt for the market, or for another domain. */
export async function signReceipt(p: Protocol, by: Wallet, message: Receipt, other: OtherDomain = {}) {
  const domain = { ...(await marketDomain(p)), ...other };
  return by.signTypedData({ domain, types: { Receipt: RECEIPT }, primaryType: 'Receipt', message });
}

/** Signs an EIP-2612 permit to the treasury. */
export async function signPermit(
  p: Protocol,
  by: Wallet,
  permit: { token: Address; value: bigint; nonce: bigint; deadline: bigint },
) {
  const { token, value, nonce, deadline } = permit;
  const signature = await by.signTypedData({
    domain: {
      name: 'Test',
      version: '1',
      chainId: await p.publicClient.getChainId(),
      verifyingContract: token,
    },
    types: { Permit: PERMIT },
    primaryType: 'Permit',
    message: { owner: by.account.address, spender: p.treasury.address, value, nonce, deadline },
  });
  const { r, s, yParity } = parseSignature(signature);
  return { value, deadline, v: 27 + yParity, r, s };
}

/** The other signature that ECDSA has for the same content: `n - s`, with the other parity. */
export function malleate(signature: Hex): Hex {
  const n = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
  const { r, s, yParity } = parseSignature(signature);
  const other = (n - BigInt(s)).toString(16).padStart(64, '0');
  return `${r}${other}${yParity === 0 ? '1c' : '1b'}`;
}

async function marketDomain({ market, publicClient }: Protocol) {
  return {
    name: 'Cultivar License Market',
    version: '1',
    chainId: await publicClient.getChainId(),
    verifyingContract: market.address,
  };
}
