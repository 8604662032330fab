/** What the index knows of an asset, as it answers: enums in capitals, large numbers as text, times in seconds. */
export type IndexedAsset = {
  assetId: string;
  kind: string;
  policy: string;
  manifestDigest: string;
  registeredAt: string;
  licenseCount: number;
  derivedCount: number;
  manifest: IndexedManifest | null;
  job: { seal: string | null } | null;
  offers: IndexedOffer[];
  ancestors: { ancestor: { manifest: { name: string } | null } }[];
};

/** The fields of a manifest that cards show. */
export type IndexedManifest = {
  name: string;
  summary: string | null;
  license: string;
  tags: string[];
  sizeBytes: string;
  namesOtherCreator: boolean;
  architecture: string | null;
  parameters: string | null;
  rank: number | null;
  rows: string | null;
  rowFormat: string | null;
};

/** An offer as the index answers it. */
export type IndexedOffer = {
  offerId: string;
  seller: { id: string };
  currency: string;
  price: string;
  durationSeconds: string;
  maxSupply: string;
  sold: string;
  seats: number;
  uses: string;
  rights: number;
  textDigest: string;
  isOpen: boolean;
};

/** The fields of {@link IndexedOffer}. */
export const OFFER_FIELDS = `
  fragment Offer on Offer {
    offerId seller { id } currency price durationSeconds maxSupply sold seats uses rights textDigest isOpen
  }
`;

/** The fields of {@link IndexedAsset}. */
export const CARD_FIELDS = `
  fragment Card on Asset {
    assetId kind policy manifestDigest registeredAt licenseCount derivedCount
    manifest {
      name summary license tags sizeBytes namesOtherCreator architecture parameters rank rows rowFormat
    }
    job { seal }
    offers(where: { isOpen: true }, orderBy: price, first: 1) { ...Offer }
    ancestors(where: { isDirect: true }, orderBy: position, first: 1) { ancestor { manifest { name } } }
  }
  ${OFFER_FIELDS}
`;
