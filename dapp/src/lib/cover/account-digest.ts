/** 32 bytes that stand for an account when its picture is drawn: its address, repeated. */
export function accountDigest(address: string): string {
  const hex = address.slice(2).toLowerCase();
  return `0x${(hex + hex).slice(0, 64)}`;
}
