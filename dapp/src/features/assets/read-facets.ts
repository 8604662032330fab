import type { MarketplaceQuery, ProtocolQuery } from '@cultivar/sdk/graphql';
import type { MarketFacets } from './market-facets.ts';

const MOST_TAGS = 24;

/** Counts, tags and licences by use, and base models, from the index's answers. */
export function readFacets(
  { protocol }: ProtocolQuery,
  recent: MarketplaceQuery['assets'],
  models: MarketplaceQuery['assets'],
): MarketFacets {
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
    bases: models.map(({ manifestDigest, manifest, assetId }) => ({
      digest: manifestDigest,
      name: manifest?.name ?? `Asset #${assetId}`,
    })),
  };
}

/** Every word once, the most used first, equal ones by the alphabet. */
function byUse(words: readonly string[]): string[] {
  const uses = new Map<string, number>();
  for (const word of words) uses.set(word, (uses.get(word) ?? 0) + 1);
  return [...uses].sort(([a, x], [b, y]) => y - x || a.localeCompare(b)).map(([word]) => word);
}
