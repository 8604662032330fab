import type { Address, Hash } from 'viem';
import type { On, WriteClient } from '../contracts/clients.ts';
import type { OfferTerms, Permit } from '../contracts/contract-types.ts';
import { prepareCall } from '../contracts/prepared-call.ts';
import type { PreparedCall } from '../contracts/prepared-call.ts';
import { sendCall } from '../contracts/send-call.ts';
import type { Deployment } from '../deployment.ts';

/** Parameters of {@link buyLicenseWithPermit}. */
export type BuyLicenseWithPermitParameters = {
  offerId: bigint;
  /** See `readOfferTerms` and `offerTermsOf`; the price is in a token. */
  terms: OfferTerms;
  /** Who gets the licences. */
  recipient: Address;
  /** How many. @default 1n */
  quantity?: bigint;
  /** The most to be paid in all. @default what the terms say */
  maxPrice?: bigint;
  /** The account's, to the treasury (ERC-2612). */
  permit: Permit;
};

/** Encodes {@link buyLicenseWithPermit} for a preview. */
export function prepareBuyLicenseWithPermit(
  deployment: Deployment,
  parameters: BuyLicenseWithPermitParameters,
): PreparedCall {
  const { offerId, terms, recipient, quantity = 1n, permit } = parameters;
  const { maxPrice = terms.price * quantity } = parameters;
  const args = [offerId, terms, recipient, quantity, maxPrice, permit] as const;
  return prepareCall(deployment, 'licenseMarket', 'buyWithPermit', args);
}

/**
 * Buys licences whose price is in a token, without an approval before; the id of the first is in the event
 * `LicenseBought`.
 */
export function buyLicenseWithPermit(
  client: WriteClient,
  { deployment, ...parameters }: On<BuyLicenseWithPermitParameters>,
): Promise<Hash> {
  return sendCall(client, prepareBuyLicenseWithPermit(deployment, parameters));
}
