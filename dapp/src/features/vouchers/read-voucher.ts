import { isNonceUsed, parseVoucherText, verifyVoucher } from '@cultivar/sdk';
import type { SignedVoucher } from '@cultivar/sdk';
import {
  accountEntityId,
  entityId,
  nonceListDocument,
  offerPageDocument,
  offerTermsOf,
  queryIndex,
} from '@cultivar/sdk/graphql';
import type { OfferPageQuery } from '@cultivar/sdk/graphql';
import type { AssetKind } from '@cultivar/sdk/spec';
import { createPublicClient, http } from 'viem';
import type { Config } from '../../lib/config.ts';
import type { VoucherFacts, VoucherOffer } from './voucher-facts.ts';

/**
 * Reads a voucher from its text and asks the index for its offer, the chain for its signature and its number.
 *
 * @throws VoucherTextError when the text is none of a voucher
 */
export async function readVoucher(text: string, config: Config, signal: AbortSignal): Promise<VoucherFacts> {
  const signed = parseVoucherText(text);
  const isForHere = isFor(signed, config);
  const nothing = { signed, isForHere, offer: undefined, isSigned: false, spent: undefined };
  if (!isForHere) return nothing;
  const id = entityId(signed.voucher.offerId);
  const { offer } = await queryIndex(config.graphqlUrl, offerPageDocument, { id }, { signal });
  if (!offer) return nothing;
  const { voucher, signature } = signed;
  const seller = offer.seller.id;
  const reads = createPublicClient({ transport: http(config.rpcUrl) });
  const [isSigned, isSpent] = await Promise.all([
    verifyVoucher(reads, { deployment: config, voucher, signature, seller }),
    isNonceUsed(reads, { deployment: config, seller, nonce: voucher.nonce }),
  ]);
  const spent = isSpent ? await howSpent(signed, seller, config, signal) : undefined;
  return { signed, isForHere, offer: offerOf(offer, config.chainId), isSigned, spent };
}

function isFor({ chainId, market }: SignedVoucher, config: Config): boolean {
  return chainId === config.chainId && market.toLowerCase() === config.addresses.licenseMarket.toLowerCase();
}

/** The chain says that a number is used up, the index how; it may be a moment late. */
async function howSpent(
  { voucher }: SignedVoucher,
  seller: `0x${string}`,
  { graphqlUrl }: Config,
  signal: AbortSignal,
): Promise<VoucherFacts['spent']> {
  const where = { seller: accountEntityId(seller), nonce: `${voucher.nonce}` };
  const { nonces } = await queryIndex(graphqlUrl, nonceListDocument, { where }, { signal });
  return nonces[0] === undefined ? 'spent' : nonces[0].isUsed ? 'used' : 'canceled';
}

function offerOf(offer: NonNullable<OfferPageQuery['offer']>, chainId: number): VoucherOffer {
  const { asset } = offer;
  return {
    terms: offerTermsOf(offer),
    sold: Number(offer.sold),
    isClosed: offer.isClosed,
    assetOwner: asset.owner.id,
    asset: {
      id: `${chainId}:${asset.assetId}`,
      kind: asset.kind.toLowerCase() as AssetKind,
      name: asset.manifest?.name ?? `Asset #${asset.assetId}`,
      digest: asset.manifestDigest,
    },
  };
}
