import { percentBps } from '../../lib/format/percent-bps.ts';
import { tokenAmount } from '../../lib/format/token-amount.ts';
import type { AssetDetail } from './asset-detail.ts';
import { currencyOf } from '../../lib/format/currency-of.ts';

/** Where the money of one sale goes, in one line. */
export function SaleSplit({ asset }: { asset: AssetDetail }) {
  const { cheapest, parents, protocolFeeBps, ownerBps } = asset;
  const fee = `Protocol fee ${percentBps(protocolFeeBps)}.`;
  if (!cheapest || cheapest.price === 0n) return <p className="hint lin-note">{fee}</p>;
  const { symbol, decimals } = currencyOf(cheapest.currency);
  const part = (bps: number) => tokenAmount((cheapest.price * BigInt(bps)) / 10_000n, decimals);
  const flows = [
    `${part(ownerBps)} to the owner`,
    ...parents
      .filter(({ shareBps }) => shareBps > 0)
      .map(({ shareBps, name }) => `${part(shareBps)} to ${name}`),
    `${part(protocolFeeBps)} to the protocol`,
  ];
  return (
    <p className="hint lin-note break">
      {fee} {tokenAmount(cheapest.price, decimals)} {symbol} pays {flows.join(', ')}.
    </p>
  );
}
