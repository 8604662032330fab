import type { AssetKind } from '@cultivar/sdk/spec';
import type { SealName } from '../../ui/seal-looks.ts';
import type { OfferTerms } from './offer-view.ts';

/** What a card shows of an asset. */
export type AssetSummary = {
  /** `<chainId>:<assetId>`, as in addresses. */
  id: string;
  kind: AssetKind;
  /** The manifest's name, or the token's number while the manifest is not there. */
  name: string;
  pitch: string | undefined;
  tags: readonly string[];
  /** Digest of the newest manifest. */
  digest: string;
  /** Digest of the base model's manifest, for adapters. */
  baseDigest: string | undefined;
  license: string | undefined;
  /** Two or three short facts from the manifest: architecture, size, rank. */
  spec: readonly string[];
  policy: 'open' | 'licensed' | 'closed';
  licensesSold: number;
  /** Assets that name it as a parent. */
  derived: number;
  seal: SealName;
  /** The cheapest standing offer in the chain's own currency, if any. */
  cheapest: CheapestOffer | undefined;
  registeredAtMs: number;
};

/** What a price tag needs of an offer. */
export type CheapestOffer = Pick<OfferTerms, 'price' | 'currency' | 'duration' | 'seats' | 'uses'>;
