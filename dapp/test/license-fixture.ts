import type { LicenseDetail } from '../src/features/licenses/license-detail.ts';

const account = (digits: string) => `0x${digits.repeat(20)}` as const;

/** A licence of 30 days with two seats. */
export function licenseFixture(changes: Partial<LicenseDetail> = {}): LicenseDetail {
  return {
    licenseId: 77n,
    offerId: 7n,
    serial: '1',
    asset: { id: '41337:3', kind: 'adapter', name: 'Step by Step', digest: `0x${'3'.repeat(64)}` },
    owner: account('a1'),
    allowsCommercial: true,
    allowsDerive: false,
    allowsTransfer: false,
    boughtAtMs: Date.UTC(2029, 11, 21),
    boughtTx: `0x${'9'.repeat(64)}`,
    endsAtMs: Date.UTC(2030, 0, 20),
    terms: {
      assetId: 3n,
      seller: account('b2'),
      currency: account('00'),
      price: 10n ** 16n,
      duration: 30 * 86_400,
      maxSupply: 0,
      seats: 2,
      uses: 0,
      rights: 3,
      textDigest: `0x${'5'.repeat(64)}`,
    },
    renewable: 'yes',
    seatCount: 2,
    seats: [],
    units: undefined,
    usages: [],
    renewals: [],
    ...changes,
  };
}
