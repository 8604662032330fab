import type { MarketFacets } from './market-facets.ts';
import type { FacetsAnswer } from './market-query.ts';

const MOST_TAGS = 24;

/** Counts, tags by use, base models and licences, from the index's answer. */
export function readFacets({ protocol, recent, bases }: FacetsAnswer): MarketFacets {
  const manifests = recent.flatMap(({ manifest }) => manifest ?? []);
  return {
    counts: {
      all: protocol?.assetCount ?? 0,
      model: protocol?.modelCount ?? 0,
      adapter: protocol?.adapterCount ?? 0,
      dataset: protocol?.datasetCount ?? 0,
      prompt: protocol?.promptCount ?? 0,
      agent: protocol?.agentCount ?? 0,
    },
    tags: byUse(manifests.flatMap(({ tags }) => tags)).slice(0, MOST_TAGS),
    licenses: byUse(manifests.map(({ license }) => license)),
    bases: bases.map(({ manifestDigest, manifest }) => ({
      digest: manifestDigest,
      name: manifest?.name ?? manifestDigest.slice(0, 10),
    })),
  };
}

/** Every word once, the most used first, equal ones by the alphabet. */
function byUse(words: readonly string[]): string[] {
  const uses = new Map<string, number>();
  for (const word of words) uses.set(word, (uses.get(word) ?? 0) + 1);
  return [...uses].sort(([a, x], [b, y]) => y - x || a.localeCompare(b)).map(([word]) => word);
}
