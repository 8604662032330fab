/** Native currency as decimal text, rounded up to six places, so that "at most" stays true. */
export function mostPaid(wei: bigint): string {
  const step = 10n ** 12n;
  const millionths = (wei + step - 1n) / step;
  const whole = (millionths / 1_000_000n).toLocaleString('en-GB');
  const places = (millionths % 1_000_000n).toString().padStart(6, '0').replace(/0+$/, '').padEnd(2, '0');
  return `${whole}.${places}`;
}
