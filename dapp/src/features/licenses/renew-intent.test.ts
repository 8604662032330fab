import { prepareRenewLicense } from '@cultivar/sdk';
import { describe, expect, it } from 'vitest';
import { configSchema } from '../../lib/config.ts';
import { testConfig } from '../../../test/support/test-config.ts';
import { licenseFixture } from '../../../test/license-fixture.ts';
import { renewIntent } from './renew-intent.ts';

const config = configSchema.parse(
  testConfig({ graphqlUrl: 'http://index.test', contentUrl: 'http://content.test' }),
);
const NOW = Date.UTC(2030, 0, 10);
const license = licenseFixture({ endsAtMs: Date.UTC(2030, 0, 20) });
const sentence = (changes: Parameters<typeof licenseFixture>[0]) =>
  renewIntent(config, licenseFixture(changes), NOW).sentence;

describe('renewIntent', () => {
  it('adds a duration from the end of a licence that still runs', () => {
    expect(renewIntent(config, license, NOW).sentence).toBe('30 days more, from 20 Jan 2030 on.');
  });

  it('begins now where the licence is over', () => {
    expect(sentence({ endsAtMs: NOW })).toBe('30 days more, from now on.');
  });

  it('says how many tokens a metered one gets, and no end where there is none', () => {
    const terms = { ...license.terms, uses: 2 };
    expect(sentence({ endsAtMs: Date.UTC(2030, 0, 20), terms })).toBe(
      '30 days more, from 20 Jan 2030 on, and 2,000 tokens more.',
    );
    expect(sentence({ endsAtMs: undefined, terms: { ...terms, duration: 0 } })).toBe('2,000 tokens more.');
  });

  it('makes the very call that the SDK makes, at no more than the price that was shown', async () => {
    const { licenseId, terms } = license;
    const { to, data, value } = prepareRenewLicense(config, { licenseId, terms, maxPrice: terms.price });
    await expect(renewIntent(config, license, NOW).prepare(license.owner)).resolves.toEqual({
      to,
      data,
      valueWei: value,
    });
    expect(value).toBe(terms.price);
  });
});
