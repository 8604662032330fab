import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Failure } from '../../ui/failure.tsx';
import { AssetCard } from './asset-card.tsx';
import { CardSkeleton } from './card-skeleton.tsx';
import { filterWords } from './filter-words.ts';
import type { MarketFacets } from './market-facets.ts';
import type { MarketSearch } from './market-search.ts';
import type { Market } from './use-market.ts';

type MarketGridProps = {
  market: Market;
  search: MarketSearch;
  facets: MarketFacets | undefined;
  onSearch: (change: Partial<MarketSearch>) => void;
};

const SKELETONS = Array.from({ length: 10 }, (_, index) => index);

/** The cards, or why there are none. */
export function MarketGrid({ market, search, facets, onSearch }: MarketGridProps) {
  if (market.state === 'failed') {
    return <Failure title="The marketplace cannot be read" error={market.error} onRetry={market.retry} />;
  }
  if (market.state === 'loading') {
    return (
      <div className="grid" role="status" aria-label="Loading assets">
        {SKELETONS.map((index) => (
          <CardSkeleton key={index} />
        ))}
      </div>
    );
  }
  if (market.assets.length === 0) return <NothingFits search={search} onSearch={onSearch} />;
  const baseNames = new Map(facets?.bases.map(({ digest, name }) => [digest, name]));
  return (
    <>
      <div className="grid" aria-busy={market.refreshing}>
        {market.assets.map((asset) => (
          <AssetCard key={asset.id} asset={asset} baseName={baseNames.get(asset.baseDigest ?? '')} />
        ))}
      </div>
      <p className="more">
        {market.showMore && (
          <Button onClick={market.showMore} disabled={market.refreshing}>
            Show more
          </Button>
        )}
        <span className="subtle small">{market.summary}</span>
      </p>
    </>
  );
}

/** Nothing fits: names the filter to drop, or says that there is nothing at all. */
function NothingFits({ search, onSearch }: Pick<MarketGridProps, 'search' | 'onSearch'>) {
  const narrowed = Object.keys(search).filter((key) => key !== 'sort');
  if (narrowed.length === 0) {
    return (
      <EmptyState icon="leaf" title="Nothing is registered yet">
        Models, adapters and datasets appear here as soon as the chain holds one.
      </EmptyState>
    );
  }
  const [words] = filterWords(search, undefined);
  const drop = search.q !== undefined ? 'q' : (words?.key ?? narrowed[0] ?? 'q');
  const name = search.q !== undefined ? `“${search.q}”` : (words?.label ?? drop).toLowerCase();
  return (
    <EmptyState
      icon="search"
      title={narrowed.length > 1 ? `Nothing fits all ${narrowed.length} filters` : 'Nothing fits'}
      action={
        <Button size="sm" onClick={() => onSearch({ [drop]: undefined })}>
          Drop {name}
        </Button>
      }
    >
      Fewer filters show more.
    </EmptyState>
  );
}
