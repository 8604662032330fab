import type { GasFigure } from './figure.ts';
import { digest, ONE } from './stage.ts';
import type { Stage } from './stage.ts';

const USE = 1;

/** Sales of asset 5 (no ancestor) and 6 (four) after `measureAssets`; seller and ancestors were paid before. */
export async function measureSales({ market, accountOf, gasOf }: Stage): Promise<GasFigure[]> {
  const seller = accountOf(1);
  const terms = (assetId: bigint) => ({
    assetId,
    seller: seller.address,
    currency: '0x0000000000000000000000000000000000000000' as const,
    price: ONE,
    duration: 0,
    maxSupply: 0,
    seats: 0,
    uses: 0,
    rights: USE,
    textDigest: digest('licence text'),
  });
  const buy = (offerId: bigint, assetId: bigint, by: number) =>
    market.write.buy([offerId, terms(assetId), accountOf(by).address, 1n, ONE], {
      account: accountOf(by),
      value: ONE,
    });

  await market.write.offer([terms(5n)], { account: seller });
  const offer = await gasOf(market.write.offer([terms(6n)], { account: seller }));
  await buy(1n, 5n, 9);
  const plain = await gasOf(buy(1n, 5n, 10));
  await buy(2n, 6n, 9);
  const derived = await gasOf(buy(2n, 6n, 11));
  return [
    { name: 'offer', gas: offer },
    { name: 'buy, new buyer', gas: plain },
    { name: 'buy, 4 ancestors', gas: derived },
  ];
}
