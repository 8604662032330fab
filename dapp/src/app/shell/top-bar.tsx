import { Link } from '@tanstack/react-router';
import { parseMarketSearch } from '../../features/assets/market-search.ts';
import { SearchBox } from '../../features/search/search-box.tsx';
import { AccountSlot } from '../account-slot.tsx';
import { BrandMark } from './brand-mark.tsx';

/** Search at the left, network and account at the right. */
export function TopBar() {
  return (
    <header className="topbar">
      <Link className="mobile-brand" to="/" aria-label="Cultivar, home">
        <BrandMark />
      </Link>
      <SearchBox parseSearch={parseMarketSearch} />
      <div className="topbar-end">
        <AccountSlot />
      </div>
    </header>
  );
}
