/**
 * An amount of smallest units as decimal text, grouped, with two to six places: never rounded up, and a
 * value below the last place shown as `< 0.000001` rather than as nothing.
 *
 * @param decimals Places of the currency, 18 for the native one.
 */
export function tokenAmount(amountWei: bigint, decimals = 18): string {
  if (amountWei < 0n) return `−${tokenAmount(-amountWei, decimals)}`;
  const unit = 10n ** BigInt(decimals);
  const whole = (amountWei / unit).toLocaleString('en-GB');
  const places = (amountWei % unit).toString().padStart(decimals, '0').slice(0, PLACES);
  if (amountWei > 0n && whole === '0' && /^0*$/.test(places)) return `< 0.${'0'.repeat(PLACES - 1)}1`;
  return `${whole}.${places.replace(/0+$/, '').padEnd(2, '0')}`;
}

const PLACES = 6;
