import type { Hash } from 'viem';
import type { On, WriteClient } from '../contracts/clients.ts';
import type { OfferTerms } from '../contracts/contract-types.ts';
import { prepareCall } from '../contracts/prepared-call.ts';
import type { PreparedCall } from '../contracts/prepared-call.ts';
import { sendCall } from '../contracts/send-call.ts';
import type { Deployment } from '../deployment.ts';

/** Parameters of {@link closeOffer}. */
export type CloseOfferParameters = {
  offerId: bigint;
  /** See `readOfferTerms` and `offerTermsOf`. */
  terms: OfferTerms;
};

/** Encodes {@link closeOffer} for a preview. */
export function prepareCloseOffer(deployment: Deployment, parameters: CloseOfferParameters): PreparedCall {
  return prepareCall(deployment, 'licenseMarket', 'closeOffer', [parameters.offerId, parameters.terms]);
}

/** Closes an offer of the account; licences that were sold stay good. */
export function closeOffer(
  client: WriteClient,
  { deployment, ...parameters }: On<CloseOfferParameters>,
): Promise<Hash> {
  return sendCall(client, prepareCloseOffer(deployment, parameters));
}
