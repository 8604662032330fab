import type { Hash } from 'viem';
import type { On, WriteClient } from '../contracts/clients.ts';
import type { OfferTerms, Permit } from '../contracts/contract-types.ts';
import { prepareCall } from '../contracts/prepared-call.ts';
import type { PreparedCall } from '../contracts/prepared-call.ts';
import { sendCall } from '../contracts/send-call.ts';
import type { Deployment } from '../deployment.ts';

/** Parameters of {@link renewLicenseWithPermit}. */
export type RenewLicenseWithPermitParameters = {
  licenseId: bigint;
  /** See `readOfferTerms` and `offerTermsOf`; the price is in a token. */
  terms: OfferTerms;
  /** The most to be paid. @default what the terms say */
  maxPrice?: bigint;
  /** The account's, to the treasury (ERC-2612). */
  permit: Permit;
};

/** Encodes {@link renewLicenseWithPermit} for a preview. */
export function prepareRenewLicenseWithPermit(
  deployment: Deployment,
  parameters: RenewLicenseWithPermitParameters,
): PreparedCall {
  const { licenseId, terms, maxPrice = terms.price, permit } = parameters;
  return prepareCall(deployment, 'licenseMarket', 'renewWithPermit', [licenseId, terms, maxPrice, permit]);
}

/** Renews a licence whose price is in a token, without an approval before. */
export function renewLicenseWithPermit(
  client: WriteClient,
  { deployment, ...parameters }: On<RenewLicenseWithPermitParameters>,
): Promise<Hash> {
  return sendCall(client, prepareRenewLicenseWithPermit(deployment, parameters));
}
