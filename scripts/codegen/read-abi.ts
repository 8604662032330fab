import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** One entry of an ABI as the compiler writes it. */
export type AbiEntry = { type: string; name?: string; inputs?: unknown[]; [field: string]: unknown };

/**
 * The ABI of a compiled contract, in an order that depends on nothing but its content.
 *
 * @param source Path of the Solidity file from the root, e.g. `contracts/JobEscrow.sol`.
 */
export async function readAbi(root: string, source: string, name: string): Promise<AbiEntry[]> {
  const file = join(root, 'artifacts', source, `${name}.json`);
  const { abi } = JSON.parse(await readFile(file, 'utf8')) as { abi: AbiEntry[] };
  return abi.map(withoutInternalTypes).toSorted((a, b) => compare(sortKey(a), sortKey(b)));
}

const TYPE_ORDER = ['constructor', 'receive', 'fallback', 'function', 'event', 'error'];

function sortKey(entry: AbiEntry): string {
  return `${TYPE_ORDER.indexOf(entry.type)} ${entry.name ?? ''} ${JSON.stringify(entry.inputs ?? [])}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** `internalType` names Solidity's structs; nobody reads it and it doubles the size. */
function withoutInternalTypes<T>(value: T): T {
  if (Array.isArray(value)) return value.map(withoutInternalTypes) as T;
  if (value === null || typeof value !== 'object') return value;
  const kept = Object.entries(value).filter(([key]) => key !== 'internalType');
  return Object.fromEntries(kept.map(([key, field]) => [key, withoutInternalTypes(field)])) as T;
}
