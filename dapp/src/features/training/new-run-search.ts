/** What the builder's address may say: the base model and the dataset to begin with. */
export type NewRunSearch = { base?: string; dataset?: string };

const ID = /^[1-9]\d*:[1-9]\d*$/;

/** Takes what are asset ids and drops the rest. */
export function parseNewRunSearch(search: Record<string, unknown>): NewRunSearch {
  const { base, dataset } = search;
  return {
    ...(typeof base === 'string' && ID.test(base) && { base }),
    ...(typeof dataset === 'string' && ID.test(dataset) && { dataset }),
  };
}
