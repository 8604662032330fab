import type { AssetKind } from '@cultivar/sdk/spec';
import type { SealName } from '../../ui/seal-looks.ts';
import type { OfferView } from './offer-view.ts';

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
  license: string | undefined;
  /** Two or three short facts from the manifest: architecture, size, rank. */
  spec: readonly string[];
  policy: 'open' | 'licensed' | 'closed';
  licensesSold: number;
  derived: number;
  seal: SealName;
  /** The cheapest offer that stands, if any. */
  offer: OfferView | undefined;
  registeredAtMs: number;
};
