import { zeroAddress } from 'viem';
import type { Hash } from 'viem';
import type { On, WriteClient } from '../contracts/clients.ts';
import type { OfferTerms } from '../contracts/contract-types.ts';
import { prepareCall } from '../contracts/prepared-call.ts';
import type { PreparedCall } from '../contracts/prepared-call.ts';
import { sendCall } from '../contracts/send-call.ts';
import type { Deployment } from '../deployment.ts';

/** Parameters of {@link renewLicense}. */
export type RenewLicenseParameters = {
  licenseId: bigint;
  /** Terms of the offer it was sold under. */
  terms: OfferTerms;
  /** The most to be paid. @default what the terms say */
  maxPrice?: bigint;
};

/** Encodes {@link renewLicense} for a preview. */
export function prepareRenewLicense(
  deployment: Deployment,
  parameters: RenewLicenseParameters,
): PreparedCall {
  const { licenseId, terms, maxPrice = terms.price } = parameters;
  const value = terms.currency === zeroAddress ? terms.price : 0n;
  return prepareCall(deployment, 'licenseMarket', 'renew', [licenseId, terms, maxPrice], value);
}

/** Pays for one more duration of a timed licence, from its end or from now. */
export function renewLicense(
  client: WriteClient,
  { deployment, ...parameters }: On<RenewLicenseParameters>,
): Promise<Hash> {
  return sendCall(client, prepareRenewLicense(deployment, parameters));
}
