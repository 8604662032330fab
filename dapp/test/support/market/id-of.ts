/** The id of an asset, an offer or a job by its number, as the index gives it. */
export function idOf(number: number): string {
  return `0x${number.toString(16).padStart(64, '0')}`;
}
