/**
 * Price at which a job is claimed while it rises, where `nodes` compete whose costs lie evenly between 0 and 1 and each
 * waits for what suits it best: the first-price auction turned over. Alone, a node waits for the end.
 *
 * @returns expected price, as a part of the highest
 */
export function rampPrice(nodes: number): number {
  return nodes < 1 ? 1 : 2 / (nodes + 1);
}
