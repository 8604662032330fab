/** A learning rate: `6.7e-5`, `1e-4`, `0`. */
export function rate(value: number): string {
  return value === 0 ? '0' : value.toExponential(1).replace('.0e', 'e');
}
