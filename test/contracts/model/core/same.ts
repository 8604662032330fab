/** Whether two values of plain data are the same, field by field. */
export function same(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  const [left, right] = [Object.entries(a), Object.entries(b)];
  const others = new Map(right);
  return left.length === right.length && left.every(([key, value]) => same(value, others.get(key)));
}
