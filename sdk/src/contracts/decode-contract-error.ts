import { BaseError, decodeErrorResult, isHex } from 'viem';
import type { Abi, Hex } from 'viem';
import { CONTRACT_ABIS } from './contract-abis.ts';
import { errorSentence } from './error-sentence.ts';

/** Why a contract refused a call. */
export type DecodedContractError = {
  /** As declared, e.g. `JobEscrow_NotAssignedNode`. */
  name: string;
  /** Its facts by the names of the declaration. */
  args: Readonly<Record<string, unknown>>;
  /** The same in plain words, for a person. */
  message: string;
};

/**
 * Finds the contract's reason in whatever a client threw, or in bare revert data.
 *
 * @returns undefined when the error is no revert, or a revert that none of our contracts declares.
 */
export function decodeContractError(error: unknown): DecodedContractError | undefined {
  const data = isHex(error) ? error : revertData(error);
  if (data === undefined || data.length < 10) return undefined;
  try {
    const { errorName, args, abiItem } = decodeErrorResult({ abi: ERRORS, data });
    const inputs = 'inputs' in abiItem ? abiItem.inputs : [];
    const named = Object.fromEntries(inputs.map((input, i) => [input.name ?? String(i), args?.[i]]));
    return { name: errorName, args: named, message: errorSentence(errorName, named) };
  } catch {
    // The selector is of an error that somebody else declared.
    return undefined;
  }
}

/** Every error once: contracts share some, and a repeated one would be ambiguous. */
const ERRORS: Abi = [
  ...new Map(
    Object.values(CONTRACT_ABIS)
      .flatMap((abi): Abi => abi)
      .filter((entry) => entry.type === 'error')
      .map((entry) => [JSON.stringify([entry.name, entry.inputs]), entry]),
  ).values(),
];

/** Clients bury revert data in a chain of causes, as text or inside an object. */
function revertData(error: unknown): Hex | undefined {
  if (!(error instanceof Error)) return undefined;
  if (error instanceof BaseError) {
    const holder = error.walk((cause) => dataOf(cause) !== undefined);
    return dataOf(holder);
  }
  return dataOf(error) ?? revertData(error.cause);
}

function dataOf(value: unknown): Hex | undefined {
  const data = (value as { data?: unknown } | null)?.data;
  if (isHex(data)) return data;
  const inner = (data as { data?: unknown } | null | undefined)?.data;
  return isHex(inner) ? inner : undefined;
}
