import { decodeFunctionData, isAddressEqual } from 'viem';
import type { Abi, AbiParameter, Hex } from 'viem';
import { duration } from '../../lib/format/duration.ts';
import { shortHex } from '../../lib/format/short-hex.ts';
import type { ChainCall } from '../../lib/wallet/chain-call.ts';
import { mostPaid } from './most-paid.ts';

/** A contract whose calls can be read. */
export type KnownContract = { name: string; address: Hex; abi: Abi };

/** One argument in words. */
export type CallField = { label: string; value: string };

/** What calldata says, in words. */
export type CallDescription = { contract: string; functionName: string; fields: CallField[] };

/**
 * Reads calldata back: what is shown is what is signed, not what the page meant to send.
 *
 * @returns undefined when no known contract has this address and function; nothing should be signed then.
 */
export function describeCall(
  call: Pick<ChainCall, 'to' | 'data'>,
  contracts: readonly KnownContract[],
): CallDescription | undefined {
  const contract = contracts.find(({ address }) => isAddressEqual(address, call.to));
  if (!contract) return undefined;
  const decoded = decoder(contract.abi, call.data);
  if (!decoded) return undefined;
  const entry = contract.abi.find(
    (item) =>
      item.type === 'function' &&
      item.name === decoded.functionName &&
      item.inputs.length === decoded.args.length,
  );
  const inputs = entry?.type === 'function' ? entry.inputs : [];
  return {
    contract: contract.name,
    functionName: decoded.functionName,
    fields: inputs.flatMap((input, index) => fieldsOf(input, decoded.args[index], index)),
  };
}

function decoder(abi: Abi, data: Hex): { functionName: string; args: readonly unknown[] } | undefined {
  try {
    const { functionName, args } = decodeFunctionData({ abi, data });
    return { functionName, args: args ?? [] };
  } catch {
    // A selector or a shape that this contract does not have: there is nothing to show.
    return undefined;
  }
}

function fieldsOf(input: AbiParameter, value: unknown, index: number): CallField[] {
  if ('components' in input && input.type === 'tuple') {
    const fields = value as Record<string, unknown>;
    return input.components.flatMap((part, at) => fieldsOf(part, fields[part.name ?? ''], at));
  }
  return [{ label: inWords(input.name || `argument ${index + 1}`), value: valueOf(input, value) }];
}

function valueOf(input: AbiParameter, value: unknown): string {
  if (Array.isArray(value)) {
    const one = { ...input, type: input.type.replace(/\[\d*\]$/, '') };
    return value.length === 0 ? 'none' : value.map((item) => valueOf(one, item)).join(', ');
  }
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string') return value.startsWith('0x') ? hexOf(value as Hex) : value;
  if (typeof value === 'bigint' || typeof value === 'number')
    return numberOf(input.name ?? '', BigInt(value));
  return JSON.stringify(value, (_, part: unknown) => (typeof part === 'bigint' ? part.toString() : part));
}

const AMOUNT = /(price|amount|wei|bond|stake|fee|value)$/i;
const SECONDS = /(window|duration|period|deadline|seconds)$/i;
const LONGEST_DURATION_SECONDS = 100_000_000n;
const MOMENT = /^(expires|expiresAt)$/;
/** What the market writes for a seat that lasts as long as its licence. */
const NO_EXPIRY = 2n ** 48n - 1n;
/** Above this a number is an id that nobody reads digit by digit. */
const LONGEST_NUMBER = 2n ** 64n;

function numberOf(name: string, value: bigint): string {
  if (AMOUNT.test(name) && !/bps$/i.test(name)) return `${mostPaid(value)} ETH`;
  if (/bps$/i.test(name)) return `${Number(value) / 100} %`;
  if (SECONDS.test(name) && value < LONGEST_DURATION_SECONDS) {
    return value === 0n ? 'none' : duration(Number(value));
  }
  if (MOMENT.test(name)) {
    return value >= NO_EXPIRY ? 'never' : MOMENT_WORDS.format(Number(value) * 1000);
  }
  return value > LONGEST_NUMBER ? shortHex(`0x${value.toString(16)}`) : value.toLocaleString('en-GB');
}

const MOMENT_WORDS = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });

function hexOf(value: Hex): string {
  if (/^0x0*$/.test(value)) return value.length === 42 ? 'native currency' : 'none';
  return shortHex(value);
}

/** `manifestDigest` as `Manifest digest`. */
function inWords(name: string): string {
  const words = name
    .replace(/_/g, ' ')
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
