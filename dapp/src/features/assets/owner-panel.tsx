import { lazy, Suspense, useState } from 'react';
import { useWallet } from '../../lib/wallet/wallet-context.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Panel } from '../../ui/panel.tsx';
import type { AssetDetail } from './asset-detail.ts';

const OfferDialog = lazy(() => import('./offer-dialog.tsx'));

/** What only the owner sees: the way to offer licences. */
export function OwnerPanel({ asset }: { asset: AssetDetail }) {
  const { session } = useWallet();
  const [offering, setOffering] = useState(false);
  if (session?.evmAccount.toLowerCase() !== asset.owner.toLowerCase()) return null;
  return (
    <Panel title="You own this">
      <p className="muted">Licences are sold under offers. Every sale pays its lineage first, then you.</p>
      <Button block onClick={() => setOffering(true)} aria-haspopup="dialog">
        <Icon name="key" />
        Offer a licence
      </Button>
      <Suspense fallback={null}>
        {offering && <OfferDialog asset={asset} open={offering} onOpenChange={setOffering} />}
      </Suspense>
    </Panel>
  );
}
