import './vouchers.css';
import { accountEntityId, nonceListDocument, queryIndex } from '@cultivar/sdk/graphql';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { calendarDay } from '../../lib/format/calendar-day.ts';
import { currencyOf } from '../../lib/format/currency-of.ts';
import { shortHex } from '../../lib/format/short-hex.ts';
import { tokenAmount } from '../../lib/format/token-amount.ts';
import { useTransactions } from '../../lib/transaction/transaction-context.ts';
import { useConfig } from '../../lib/use-config.ts';
import { useNow } from '../../lib/use-now.ts';
import { useWallet } from '../../lib/wallet/wallet-context.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Panel } from '../../ui/panel.tsx';
import { cancelIntent } from './cancel-intent.ts';
import type { KeptVoucher } from './kept-voucher.ts';
import { linkOfVoucher } from './link-of-voucher.ts';
import type { SellableOffer } from './sellable-offer.ts';
import { voucherState } from './voucher-state.ts';
import type { VoucherState } from './voucher-state.ts';
import { loadVouchers } from './voucher-store.ts';

const VoucherDialog = lazy(() => import('./voucher-dialog.tsx'));
const EVERY_MS = 4_000;

type VouchersPanelProps = { owner: string; offers: readonly SellableOffer[] };

/** What only the seller sees: vouchers signed in this browser, how they stand, and the way to make another. */
export function VouchersPanel({ owner, offers }: VouchersPanelProps) {
  const { chainId } = useConfig();
  const { session } = useWallet();
  const [making, setMaking] = useState(false);
  const [, setMade] = useState(0);
  if (session?.evmAccount.toLowerCase() !== owner.toLowerCase()) return null;
  const mine = loadVouchers(localStorage, chainId, owner);
  const vouchers = mine.filter((voucher) => offers.some(({ offerId }) => offerId === voucher.offerId));
  const standing = offers.filter((offer) => offer.standing);
  return (
    <Panel title="Vouchers" note={vouchers.length > 0 ? vouchers.length : undefined}>
      <p className="muted">
        {standing.length > 0
          ? 'A price of its own for one account, signed by you: a link that you send.'
          : 'A voucher sells under an offer: offer a licence first.'}
      </p>
      {vouchers.length > 0 && <Vouchers vouchers={vouchers} offers={offers} />}
      <Button block disabled={standing.length === 0} onClick={() => setMaking(true)} aria-haspopup="dialog">
        <Icon name="key" />
        Make a voucher
      </Button>
      <Suspense fallback={null}>
        {making && (
          <VoucherDialog
            offers={standing}
            onMade={() => setMade((count) => count + 1)}
            onClose={() => setMaking(false)}
          />
        )}
      </Suspense>
    </Panel>
  );
}

function Vouchers({
  vouchers,
  offers,
}: {
  vouchers: readonly KeptVoucher[];
  offers: readonly SellableOffer[];
}) {
  const nowMs = useNow();
  const spent = useSpentNonces(vouchers);
  return (
    <ul className="list vouchers">
      {vouchers.map((voucher) => {
        const nonce = spent.data?.find((one) => BigInt(one.nonce) === voucher.nonce);
        const state = voucherState(voucher, nonce, nowMs);
        const offer = offers.find(({ offerId }) => offerId === voucher.offerId);
        return (
          <Row key={voucher.text} voucher={voucher} state={state} currency={offer?.terms.currency ?? '0x0'} />
        );
      })}
    </ul>
  );
}

type RowProps = { voucher: KeptVoucher; state: VoucherState; currency: string };

function Row({ voucher, state, currency }: RowProps) {
  const config = useConfig();
  const { review } = useTransactions();
  const { symbol, decimals } = currencyOf(currency);
  const name = shortHex(voucher.recipient);
  return (
    <li>
      <span className="grow">
        <span className="mono">{name}</span>
        <span className="small muted block">
          {voucher.quantity > 1 && `${voucher.quantity} × `}
          {tokenAmount(voucher.price, decimals)} {symbol}
          {state === 'open' && `, until ${calendarDay(voucher.expiresAtMs)}`}
        </span>
      </span>
      {state === 'open' ? (
        <span className="row">
          <CopyButton text={linkOfVoucher(location.origin, voucher.text)} label={`voucher for ${name}`} />
          <Button
            size="sm"
            look="danger"
            onClick={() => review(cancelIntent(config, voucher))}
            aria-label={`Cancel the voucher for ${name}`}
          >
            Cancel
          </Button>
        </span>
      ) : (
        <Badge tone={state === 'used' ? 'ok' : 'plain'}>{STATES[state]}</Badge>
      )}
    </li>
  );
}

const STATES = { used: 'Used', canceled: 'Canceled', over: 'Over' } as const;

/** Which numbers of these vouchers are used up. */
function useSpentNonces(vouchers: readonly KeptVoucher[]) {
  const { graphqlUrl } = useConfig();
  const seller = vouchers[0]?.seller;
  const numbers = vouchers.map(({ nonce }) => `${nonce}`);
  return useQuery({
    queryKey: ['nonces', graphqlUrl, seller, numbers],
    refetchInterval: EVERY_MS,
    queryFn: async ({ signal }) => {
      const where = { seller: accountEntityId(seller!), nonce_in: numbers };
      const answer = await queryIndex(graphqlUrl, nonceListDocument, { where, first: 500 }, { signal });
      return answer.nonces;
    },
  });
}
