/** The index's id of an asset: its number as 32 bytes. Nothing when `assetId` is no `<chainId>:<number>` of this chain. */
export function assetKey(chainId: number, assetId: string): string | undefined {
  const match = /^([1-9][0-9]*):([1-9][0-9]{0,14})$/.exec(assetId);
  if (!match || Number(match[1]) !== chainId) return undefined;
  return `0x${BigInt(match[2] ?? 0)
    .toString(16)
    .padStart(64, '0')}`;
}
