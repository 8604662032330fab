/** What the playground's address may say: the model to begin with. */
export type PlaygroundSearch = { model?: string };

/** Takes what is an asset id and drops the rest. */
export function parsePlaygroundSearch(search: Record<string, unknown>): PlaygroundSearch {
  const { model } = search;
  return typeof model === 'string' && /^[1-9]\d*:[1-9]\d*$/.test(model) ? { model } : {};
}
