import type { AccountPageQuery } from '@cultivar/sdk/graphql';
import { describe, expect, it } from 'vitest';
import { readHoldings } from './read-holdings.ts';

type Indexed = NonNullable<AccountPageQuery['account']>;

const NOW_SECONDS = 1_000;
const asset = {
  assetId: '3',
  kind: 'ADAPTER',
  manifestDigest: `0x${'3'.repeat(64)}`,
  manifest: { name: 'Step by Step' },
};
const license = {
  asset,
  offer: { offerId: '7' },
  serial: '2',
  allowsCommercial: true,
  allowsDerive: false,
  boughtAt: '10',
  expiresAt: '5000',
  seatCount: 3,
  uses: '0',
  grantedUnits: '0',
  usedUnits: '0',
};

/** What the account's page makes of these rows; the index gives more fields than it reads. */
function read(rows: { licenses?: unknown[]; seats?: unknown[] }) {
  const account = { ownedAssets: [], credits: [], licenses: [], seats: [], ...rows } as unknown as Indexed;
  return readHoldings(account, 41337, NOW_SECONDS * 1000);
}

describe('readHoldings', () => {
  it('finds nothing for an account that the index has not met', () => {
    expect(readHoldings(null, 41337, 0)).toMatchObject({ assets: [], licenses: [], seated: [] });
  });

  it('names a licence by its offer and counts the seats whose time is not over', () => {
    const seats = [{ expiresAt: null }, { expiresAt: '1001' }, { expiresAt: '1000' }];
    expect(read({ licenses: [{ ...license, seats }] }).licenses).toMatchObject([
      { id: '41337:7-2', seats: { used: 2, count: 3 }, endsAtMs: 5_000_000, units: undefined },
    ]);
  });

  it('says what is left of a metered licence', () => {
    const metered = {
      ...license,
      uses: '10',
      grantedUnits: '20',
      usedUnits: '8',
      seats: [],
      expiresAt: null,
    };
    expect(read({ licenses: [metered] }).licenses).toMatchObject([
      { units: { left: 12, granted: 20 }, endsAtMs: undefined },
    ]);
  });

  it('lists a seat until its own end or the licence’s, whichever comes first', () => {
    const seats = [
      { license, expiresAt: '2000' },
      { license, expiresAt: '9000' },
      { license: { ...license, expiresAt: null }, expiresAt: null },
      { license, expiresAt: '999' },
    ];
    expect(read({ seats }).seated.map(({ endsAtMs }) => endsAtMs)).toEqual([2_000_000, 5_000_000, undefined]);
  });
});
