/** Labels of an axis: as many places as tell one tick from the next, and one at least. */
export function tickTexts(ticks: readonly number[], increment: number): string[] {
  const [, places = ''] = String(Number(increment.toPrecision(6))).split('.');
  return ticks.map((tick) => tick.toFixed(Math.max(1, places.length)));
}
