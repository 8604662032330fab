/** The number in an asset's address. Nothing when `assetId` is no `<chainId>:<number>` of this chain. */
export function assetNumber(chainId: number, assetId: string): bigint | undefined {
  const match = /^([1-9][0-9]*):([1-9][0-9]{0,14})$/.exec(assetId);
  return match?.[2] !== undefined && Number(match[1]) === chainId ? BigInt(match[2]) : undefined;
}
