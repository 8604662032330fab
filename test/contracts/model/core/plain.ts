/**
 * A value as the model writes it, whoever wrote it: integers are bigints, hex is in lower case, fields go by name.
 * viem reads small integers as numbers and addresses with mixed case.
 */
export function plain(value: unknown): unknown {
  if (typeof value === 'number') return BigInt(value);
  if (typeof value === 'string') return value.startsWith('0x') ? value.toLowerCase() : value;
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).map(([key, field]) => [key, plain(field)] as const);
  return Object.fromEntries(fields.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** A value as text, the same for the same value. */
export const written = (value: unknown): string =>
  JSON.stringify(plain(value), (_, field: unknown) => (typeof field === 'bigint' ? `${field}` : field));
