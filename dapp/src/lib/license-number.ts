/** A licence as people name it: its number within its offer. */
export type LicenseNumber = { offerId: bigint; serial: string };

/** What a licence's address holds: `<chainId>:<offerId>-<serial>`. Nothing when it is none of this chain. */
export function licenseNumber(chainId: number, text: string): LicenseNumber | undefined {
  const match = /^([1-9][0-9]*):([1-9][0-9]{0,14})-([1-9][0-9]{0,9})$/.exec(text);
  if (!match?.[2] || !match[3] || Number(match[1]) !== chainId) return undefined;
  return { offerId: BigInt(match[2]), serial: match[3] };
}
