import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { filterWords } from './filter-words.ts';
import type { MarketFacets } from './market-facets.ts';
import type { MarketSearch } from './market-search.ts';

type ChosenFiltersProps = {
  search: MarketSearch;
  facets: MarketFacets | undefined;
  onSearch: (change: Partial<MarketSearch>) => void;
};

const NO_FILTERS = { base: undefined, license: undefined, price: undefined, seal: undefined, q: undefined };

/** The filters that are on, each with a way to drop it. */
export function ChosenFilters({ search, facets, onSearch }: ChosenFiltersProps) {
  const words = filterWords(search, facets);
  const all =
    search.q === undefined ? words : [{ key: 'q' as const, label: 'Words', value: search.q }, ...words];
  return (
    <div className="row scroll-x grow filters">
      {all.map(({ key, label, value }) => (
        <span key={key} className="chip chip-filter">
          <span className="muted">{label}</span>
          {value}
          <button
            type="button"
            aria-label={`Remove ${label} filter`}
            onClick={() => onSearch({ [key]: undefined })}
          >
            <Icon name="x" size="sm" />
          </button>
        </span>
      ))}
      {all.length > 1 && (
        <Button look="ghost" size="sm" className="hide-m" onClick={() => onSearch(NO_FILTERS)}>
          Clear
        </Button>
      )}
    </div>
  );
}
