import { decodeContractError } from '@cultivar/sdk';
import { BaseError } from 'viem';
import type { Hex } from 'viem';
import { CallRefusedError } from '../../../lib/wallet/call-refused-error.ts';

/** A failed call in plain words: the contract's own reason where there is one. */
export function refusalOf(error: unknown): Error {
  if (error instanceof CallRefusedError) return error;
  const decoded = decodeContractError(error);
  if (decoded) return new CallRefusedError(decoded.message, decoded.name, { cause: error });
  if (error instanceof BaseError)
    return new CallRefusedError(error.shortMessage, undefined, { cause: error });
  return error instanceof Error ? error : new Error(String(error));
}

/** The same for revert data alone. */
export function refusalOfRevert(data: Hex): CallRefusedError {
  const decoded = decodeContractError(data);
  return new CallRefusedError(
    decoded?.message ?? 'the contract refused without a known reason',
    decoded?.name,
  );
}
