/** Where a voucher is opened. What stands behind `#` never reaches a server. */
export function linkOfVoucher(origin: string, text: string): string {
  return `${origin}/voucher#${text}`;
}
