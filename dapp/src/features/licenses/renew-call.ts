import { prepareRenewLicense } from '@cultivar/sdk';
import type { Config } from '../../lib/config.ts';
import { chainCallOf } from '../../lib/transaction/chain-call-of.ts';
import type { ChainCall } from '../../lib/wallet/chain-call.ts';
import type { LicenseDetail } from './license-detail.ts';

/** The call that pays once more for a licence, at no more than the price that was shown. */
export function renewCall(config: Config, { licenseId, terms }: LicenseDetail): ChainCall {
  return chainCallOf(prepareRenewLicense(config, { licenseId, terms, maxPrice: terms.price }));
}
