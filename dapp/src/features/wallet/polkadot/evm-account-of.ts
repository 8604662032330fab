import { keccak256 } from '@cultivar/sdk/spec';
import { bytesToHex } from 'viem';
import type { Hex } from '../../../lib/wallet/chain-call.ts';

const EVM_MARK = 0xee;

/**
 * The 20-byte account under which contracts of pallet-revive see a 32-byte account: the last 20 bytes of its
 * keccak-256, or, for an account that was made from 20 bytes (`H160 ‖ 0xEE × 12`), those bytes.
 *
 * @throws RangeError when the account is not 32 bytes.
 */
export function evmAccountOf(accountId: Uint8Array): Hex {
  if (accountId.length !== 32) throw new RangeError(`evmAccountOf: ${accountId.length} bytes, not 32`);
  if (accountId.subarray(20).every((byte) => byte === EVM_MARK)) {
    return bytesToHex(accountId.subarray(0, 20));
  }
  return `0x${keccak256(accountId).slice(-40)}`;
}
