import { zeroAddress } from 'viem';
import type { Address, Hash, Hex } from 'viem';
import type { On, WriteClient } from '../contracts/clients.ts';
import type { OfferTerms } from '../contracts/contract-types.ts';
import { prepareCall } from '../contracts/prepared-call.ts';
import type { PreparedCall } from '../contracts/prepared-call.ts';
import { rightsMask } from '../contracts/rights.ts';
import type { Right } from '../contracts/rights.ts';
import { sendCall } from '../contracts/send-call.ts';
import type { Deployment } from '../deployment.ts';

/** Parameters of {@link makeOffer}. */
export type MakeOfferParameters = {
  assetId: bigint;
  /** Owner of the asset: the account that sends. */
  seller: Address;
  /** Of one licence, in the currency's smallest unit. */
  price: bigint;
  /** ERC-20. @default the native currency */
  currency?: Address;
  /** 0 = for ever. @default 0 */
  durationSeconds?: number;
  /** How many may be sold; 0 = no limit. @default 0 */
  maxSupply?: number;
  /** Accounts that a licence may list besides its owner. @default 0 */
  seats?: number;
  /** Metered units of 1,000 tokens for each payment; 0 = unmetered. @default 0 */
  uses?: number;
  /** What a licence allows; `use` is always among it. */
  rights: readonly Right[];
  /** Digest of the licence's text. */
  textDigest: Hex;
};

/** The terms that an offer with these parameters has. */
export function offerTerms(parameters: MakeOfferParameters): OfferTerms {
  const { currency = zeroAddress, durationSeconds = 0, maxSupply = 0, rights, ...rest } = parameters;
  const { seats = 0, uses = 0 } = parameters;
  return {
    assetId: rest.assetId,
    seller: rest.seller,
    currency,
    price: rest.price,
    duration: durationSeconds,
    maxSupply,
    seats,
    uses,
    rights: rightsMask(['use', ...rights]),
    textDigest: rest.textDigest,
  };
}

/** Encodes {@link makeOffer} for a preview. */
export function prepareMakeOffer(deployment: Deployment, parameters: MakeOfferParameters): PreparedCall {
  return prepareCall(deployment, 'licenseMarket', 'offer', [offerTerms(parameters)]);
}

/** Offers licences of an asset that the account owns; the offer's id is in the event `OfferMade`. */
export function makeOffer(
  client: WriteClient,
  { deployment, ...parameters }: On<MakeOfferParameters>,
): Promise<Hash> {
  return sendCall(client, prepareMakeOffer(deployment, parameters));
}
