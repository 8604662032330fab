import { tokenAmount } from '../lib/format/token-amount.ts';

type MoneyProps = {
  amountWei: bigint;
  /** The currency's sign, e.g. `ETH`. */
  symbol: string;
  decimals?: number;
};

/** An amount with its currency. */
export function Money({ amountWei, symbol, decimals = 18 }: MoneyProps) {
  return (
    <span className="nowrap">
      {tokenAmount(amountWei, decimals)} {symbol}
    </span>
  );
}
