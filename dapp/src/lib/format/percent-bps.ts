/** Basis points as a percentage without needless places: `250` is `2.5 %`. */
export function percentBps(bps: number): string {
  return `${Number((bps / 100).toFixed(2))} %`;
}
