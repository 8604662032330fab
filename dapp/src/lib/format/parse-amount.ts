/**
 * Reads an amount a person typed into smallest units. A comma is taken as a point only where it stands alone.
 *
 * @returns undefined when it is no amount or has more places than the currency.
 */
export function parseAmount(text: string, decimals: number): bigint | undefined {
  const match = /^(\d{1,15})(?:[.,](\d*))?$/.exec(text.trim());
  const places = match?.[2] ?? '';
  if (!match || places.length > decimals) return undefined;
  return BigInt(`${match[1]}${places.padEnd(decimals, '0')}`);
}
