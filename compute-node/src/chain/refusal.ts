import {
  accessManagerAbi,
  assetRegistryAbi,
  disputesAbi,
  jobEscrowAbi,
  nodeRegistryAbi,
  treasuryAbi,
} from '@cultivar/sdk/abi';
import type { Hex } from '@cultivar/sdk/spec';
import { BaseError, decodeErrorResult, RawContractError } from 'viem';
import { ActRefusedError } from './act-refused-error.ts';

const ERRORS = [
  ...jobEscrowAbi,
  ...disputesAbi,
  ...nodeRegistryAbi,
  ...assetRegistryAbi,
  ...treasuryAbi,
  ...accessManagerAbi,
].filter((item) => item.type === 'error');

/** The contract's own error inside an RPC error; undefined when the call failed for another reason. */
export function refusal(act: string, error: unknown, hash?: Hex): ActRefusedError | undefined {
  if (!(error instanceof BaseError)) return undefined;
  const data = revertData(error);
  if (data !== undefined) {
    const { errorName, args } = decode(data);
    return new ActRefusedError(act, errorName, args, hash, { cause: error });
  }
  const reverted = error.walk((e) => (e as Error).name === 'ExecutionRevertedError');
  return reverted === null ? undefined : new ActRefusedError(act, 'reverted', [], hash, { cause: error });
}

function revertData(error: BaseError): Hex | undefined {
  const raw = error.walk((e) => e instanceof RawContractError || hasData(e));
  const data = (raw as { data?: unknown } | null)?.data;
  const hex = typeof data === 'object' && data !== null ? (data as { data?: unknown }).data : data;
  return typeof hex === 'string' && hex.startsWith('0x') && hex.length >= 10 ? (hex as Hex) : undefined;
}

function hasData(error: unknown): boolean {
  const { data } = error as { data?: unknown };
  return typeof data === 'string' && data.startsWith('0x') && data.length >= 10;
}

function decode(data: Hex): { errorName: string; args: readonly unknown[] } {
  try {
    const { errorName, args } = decodeErrorResult({ abi: ERRORS, data });
    return { errorName, args: (args as readonly unknown[] | undefined) ?? [] };
  } catch {
    // An error of a contract we do not know: its selector is all there is to say.
    return { errorName: data.slice(0, 10), args: [] };
  }
}
