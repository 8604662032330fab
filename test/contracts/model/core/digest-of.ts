import { encodeAbiParameters, keccak256 } from 'viem';
import type { AbiParameter, Hex } from 'viem';

/** keccak256 of the ABI encoding of one value, as `keccak256(abi.encode(value))`. */
export const digestOf = (type: AbiParameter, value: unknown): Hex =>
  keccak256(encodeAbiParameters([type], [value]));
