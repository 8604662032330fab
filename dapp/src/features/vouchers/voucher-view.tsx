import { Link } from '@tanstack/react-router';
import { currencyOf } from '../../lib/format/currency-of.ts';
import { shortHex } from '../../lib/format/short-hex.ts';
import { tokenAmount } from '../../lib/format/token-amount.ts';
import { useTransactions } from '../../lib/transaction/transaction-context.ts';
import { useConfig } from '../../lib/use-config.ts';
import { useNow } from '../../lib/use-now.ts';
import { useWallet } from '../../lib/wallet/wallet-context.ts';
import { Button } from '../../ui/button.tsx';
import { Cover } from '../../ui/cover.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Note } from '../../ui/note.tsx';
import { Panel } from '../../ui/panel.tsx';
import { grantFacts } from './grant-facts.ts';
import { buyVoucherIntent } from './buy-voucher-intent.ts';
import { cancelIntent } from './cancel-intent.ts';
import { voucherChecks } from './voucher-checks.ts';
import type { VoucherCheck } from './voucher-checks.ts';
import type { VoucherFacts, VoucherOffer } from './voucher-facts.ts';

/** A voucher that can be read: what is checked, what it costs, and what can be done with it. */
export function VoucherView({ facts }: { facts: VoucherFacts }) {
  const { chainId } = useConfig();
  const { session } = useWallet();
  const nowMs = useNow(1_000);
  const checks = voucherChecks(facts, { chainId, account: session?.evmAccount, nowMs });
  const isGood = checks.every(({ tone }) => tone !== 'bad');
  return (
    <div className="split">
      <Panel title="Checked for you" flush>
        <ul className="list">
          {checks.map((check) => (
            <CheckRow key={check.name} check={check} />
          ))}
        </ul>
      </Panel>
      <aside className="aside" aria-label="What it grants">
        {facts.offer && <Grant facts={facts} offer={facts.offer} isGood={isGood} />}
        {!facts.offer && <Note tone="danger">There is nothing that it buys here.</Note>}
      </aside>
    </div>
  );
}

const LOOKS = {
  ok: { icon: 'check', tone: 'ok', says: 'Right' },
  warn: { icon: 'alert', tone: 'warn', says: 'Note' },
  bad: { icon: 'x', tone: 'danger', says: 'Wrong' },
} as const;

function CheckRow({ check: { name, tone, words } }: { check: VoucherCheck }) {
  const look = LOOKS[tone];
  return (
    <li>
      <span className={look.tone}>
        <Icon name={look.icon} />
      </span>
      <span className="grow">
        <span className="small muted block">
          <span className="sr">{look.says}: </span>
          {name}
        </span>
        <span className="break">{words}</span>
      </span>
    </li>
  );
}

type GrantProps = { facts: VoucherFacts; offer: VoucherOffer; isGood: boolean };

function Grant({ facts, offer, isGood }: GrantProps) {
  const config = useConfig();
  const { session } = useWallet();
  const { review } = useTransactions();
  const { voucher } = facts.signed;
  const { asset, terms } = offer;
  const { symbol, decimals } = currencyOf(terms.currency);
  const money = (amount: bigint) => `${tokenAmount(amount, decimals)} ${symbol}`;
  const due = voucher.price * BigInt(voucher.quantity);
  const isSeller = session?.evmAccount.toLowerCase() === terms.seller.toLowerCase();
  return (
    <Panel
      title={
        <>
          <Cover digest={asset.digest} kind={asset.kind} square className="voucher-cover" />
          <Link to="/a/$assetId" params={{ assetId: asset.id }} className="clip">
            {asset.name}
          </Link>
        </>
      }
    >
      <Facts
        facts={[
          { label: 'Licences', value: `${voucher.quantity}` },
          { label: 'For', value: <span className="mono">{shortHex(voucher.recipient)}</span> },
          ...grantFacts(terms),
          { label: 'Price of one', value: money(voucher.price) },
          { label: 'Without the voucher', value: money(terms.price) },
          { label: 'Network fee', value: 'estimated before you sign' },
          { label: 'You pay at most', value: `${money(due)} + fee`, total: true },
        ]}
      />
      <Button
        look="primary"
        size="lg"
        block
        disabled={!isGood}
        onClick={() => review(buyVoucherIntent(config, facts.signed, offer))}
      >
        {isGood ? 'Review and buy' : 'It cannot be used'}
      </Button>
      {isSeller && facts.spent === undefined && (
        <Button look="danger" block onClick={() => review(cancelIntent(config, voucher))}>
          Cancel this voucher
        </Button>
      )}
      <p className="hint">You sign one message, the purchase. The licence comes back as a token.</p>
    </Panel>
  );
}
