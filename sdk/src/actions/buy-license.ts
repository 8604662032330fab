import { zeroAddress } from 'viem';
import type { Address, Hash } from 'viem';
import type { On, WriteClient } from '../contracts/clients.ts';
import type { OfferTerms } from '../contracts/contract-types.ts';
import { prepareCall } from '../contracts/prepared-call.ts';
import type { PreparedCall } from '../contracts/prepared-call.ts';
import { sendCall } from '../contracts/send-call.ts';
import type { Deployment } from '../deployment.ts';

/** Parameters of {@link buyLicense}. */
export type BuyLicenseParameters = {
  offerId: bigint;
  /** See `readOfferTerms` and `offerTermsOf`. */
  terms: OfferTerms;
  /** Who gets the licences. */
  recipient: Address;
  /** How many. @default 1n */
  quantity?: bigint;
  /** The most to be paid in all. @default what the terms say */
  maxPrice?: bigint;
};

/** Encodes {@link buyLicense} for a preview; its value is the price where that is in the native currency. */
export function prepareBuyLicense(deployment: Deployment, parameters: BuyLicenseParameters): PreparedCall {
  const { offerId, terms, recipient, quantity = 1n } = parameters;
  const price = terms.price * quantity;
  const { maxPrice = price } = parameters;
  const value = terms.currency === zeroAddress ? price : 0n;
  return prepareCall(
    deployment,
    'licenseMarket',
    'buy',
    [offerId, terms, recipient, quantity, maxPrice],
    value,
  );
}

/**
 * Buys licences; the id of the first is in the event `LicenseBought`.
 * A price in a token has to be approved to the treasury before.
 */
export function buyLicense(
  client: WriteClient,
  { deployment, ...parameters }: On<BuyLicenseParameters>,
): Promise<Hash> {
  return sendCall(client, prepareBuyLicense(deployment, parameters));
}
