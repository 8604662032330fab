import type { Hex } from '@cultivar/sdk/spec';
import { getRouteApi } from '@tanstack/react-router';
import { AccountHead } from '../features/accounts/account-head.tsx';
import { AssetsBy } from '../features/assets/assets-by.tsx';
import { shortHex } from '../lib/format/short-hex.ts';
import { usePageTitle } from '../lib/use-page-title.ts';
import { EmptyState } from '../ui/empty-state.tsx';

const route = getRouteApi('/u/$address');

/** `/u/$address`: what an account made and owns. */
export function AccountRoute() {
  const { address } = route.useParams();
  usePageTitle(shortHex(address));
  if (!isAddress(address)) {
    return (
      <>
        <h1 className="sr">No account</h1>
        <EmptyState icon="user" title="This is no account">
          An account is 20 bytes of hex with 0x in front.
        </EmptyState>
      </>
    );
  }
  return (
    <>
      <AccountHead address={address} />
      <AssetsBy account={address} as="creator" title="Made by this account" none="Nothing registered." />
      <AssetsBy account={address} as="owner" title="Owned by this account" none="Nothing owned." />
    </>
  );
}

function isAddress(text: string): text is Hex {
  return /^0x[0-9a-fA-F]{40}$/.test(text);
}
