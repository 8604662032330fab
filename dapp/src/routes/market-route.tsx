import { getRouteApi } from '@tanstack/react-router';
import { MarketPage } from '../features/assets/market-page.tsx';
import { KIND_LOOKS } from '../features/assets/kind-looks.ts';
import { usePageTitle } from '../lib/use-page-title.ts';

const route = getRouteApi('/');

/** `/`: the marketplace. */
export function MarketRoute() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  usePageTitle(search.kind ? KIND_LOOKS[search.kind].many : 'Explore');
  return (
    <MarketPage
      search={search}
      onSearch={(change) =>
        void navigate({ search: (before) => ({ ...before, ...change }), resetScroll: false })
      }
    />
  );
}
