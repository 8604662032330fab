import { describe, expect, it } from 'vitest';
import { prepareBuyLicense } from '@cultivar/sdk';
import { configSchema } from '../../lib/config.ts';
import { testConfig } from '../../../test/support/test-config.ts';
import { buyIntent } from './buy-intent.ts';
import type { OfferView } from './offer-view.ts';

const config = configSchema.parse(
  testConfig({ graphqlUrl: 'http://index.test', contentUrl: 'http://content.test' }),
);
const account = '0x15d34aaf54267db7d7c367839aaf71a00a2c6a65';
const offer: OfferView = {
  offerId: 7n,
  sold: 0,
  standing: true,
  terms: {
    assetId: 3n,
    seller: '0x3c44cdddb6a900fa2b585dd299e03d12fa4293bc',
    currency: `0x${'0'.repeat(40)}`,
    price: 10n ** 16n,
    duration: 0,
    maxSupply: 0,
    seats: 0,
    uses: 0,
    rights: 5,
    textDigest: `0x${'5'.repeat(64)}`,
  },
};

describe('buyIntent', () => {
  it('says what is bought and what the licence does not allow', () => {
    const { title, sentence } = buyIntent(config, { name: 'Step by Step', royaltyBps: 800 }, offer);
    expect(title).toBe('Buy Step by Step');
    expect(sentence).toContain('Allowed: use, deriving at 8 %. Not: commercial, resell.');
  });

  it('makes the very call that the SDK makes, at no more than the price that was shown', async () => {
    const { prepare } = buyIntent(config, { name: 'Step by Step', royaltyBps: 800 }, offer);
    const { to, data, value } = prepareBuyLicense(config, {
      offerId: 7n,
      terms: offer.terms,
      recipient: account,
    });
    await expect(prepare(account)).resolves.toEqual({ to, data, valueWei: value });
    expect(value).toBe(offer.terms.price);
  });
});
