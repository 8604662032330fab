/** Bits of a licence's rights. */
export const COMMERCIAL: i32 = 2;
export const DERIVE: i32 = 4;
export const TRANSFER: i32 = 8;

/** Whether a mask holds a right. */
export function grants(rights: i32, right: i32): bool {
  return (rights & right) != 0;
}
