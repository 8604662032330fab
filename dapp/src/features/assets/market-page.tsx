import { useState } from 'react';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Segments } from '../../ui/segments.tsx';
import { ChosenFilters } from './chosen-filters.tsx';
import { FilterSheet } from './filter-sheet.tsx';
import { KindTabs } from './kind-tabs.tsx';
import { MarketGrid } from './market-grid.tsx';
import { MARKET_SORTS } from './market-search.ts';
import type { MarketSearch } from './market-search.ts';
import { SORT_LOOKS } from './sort-looks.ts';
import { StaleNote } from './stale-note.tsx';
import { TagChips } from './tag-chips.tsx';
import { useMarket } from './use-market.ts';
import { useMarketFacets } from './use-market-facets.ts';
import './market.css';

type MarketPageProps = {
  search: MarketSearch;
  /** Changes the address; the page follows it. */
  onSearch: (change: Partial<MarketSearch>) => void;
};

/** The marketplace: every asset as a card, narrowed by what stands in the address. */
export function MarketPage({ search, onSearch }: MarketPageProps) {
  const [filtering, setFiltering] = useState(false);
  const facets = useMarketFacets();
  const market = useMarket(search);
  const sort = search.sort ?? 'trending';
  const chosen = [search.base, search.license, search.price, search.seal].filter(Boolean).length;
  return (
    <div className="market">
      <h1 className="sr">Explore the marketplace</h1>
      <KindTabs kind={search.kind} counts={facets.data?.counts} />
      <TagChips tags={facets.data?.tags ?? []} tag={search.tag} onTag={(tag) => onSearch({ tag })} />
      <div className="tools">
        <Segments
          label="Sort"
          options={MARKET_SORTS.map((value) => ({ value, label: SORT_LOOKS[value].word }))}
          value={sort}
          onChange={(value) => onSearch({ sort: value === 'trending' ? undefined : value })}
        />
        <span className="small subtle hide-m">{SORT_LOOKS[sort].meaning}</span>
        <Button onClick={() => setFiltering(true)} aria-haspopup="dialog">
          <Icon name="filter" />
          Filters
          {chosen > 0 && <Badge tone="accent">{chosen}</Badge>}
        </Button>
        <ChosenFilters search={search} facets={facets.data} onSearch={onSearch} />
        <p className="muted nowrap hide-m" role="status">
          {market.summary}
        </p>
      </div>
      <StaleNote />
      <MarketGrid market={market} search={search} facets={facets.data} onSearch={onSearch} />
      <FilterSheet
        open={filtering}
        onOpenChange={setFiltering}
        search={search}
        facets={facets.data}
        onSearch={onSearch}
      />
    </div>
  );
}
