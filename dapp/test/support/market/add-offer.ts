import { zeroAddress } from 'viem';
import type { Entities } from '../index-double.ts';
import { ACCOUNTS } from './accounts.ts';
import { addEntity } from './add-entity.ts';
import { idOf } from './id-of.ts';
import type { Seed } from './seed.ts';
import { transactionHash } from './transaction-hash.ts';

/** Adds the offer of an asset that has a price, and its first sale if it sold. */
export function addOffer(seed: Seed, number: number, seller: string, at: string, entities: Entities): void {
  if (seed.price === undefined) return;
  const [id, asset] = [idOf(number), idOf(number)];
  addEntity(entities, 'Offer', {
    id,
    offerId: String(number),
    asset,
    seller,
    currency: zeroAddress,
    price: String(seed.price),
    durationSeconds: String(seed.durationSeconds ?? 0),
    maxSupply: '0',
    sold: String(seed.sold ?? 0),
    seats: seed.seats ?? 0,
    uses: String(seed.uses ?? 0),
    rights: 7,
    allowsCommercial: true,
    allowsDerive: true,
    allowsTransfer: false,
    textDigest: `0x${'5'.repeat(64)}`,
    isClosed: false,
    isOpen: true,
    madeAt: at,
    madeTx: transactionHash(number, 1),
  });
  if (seed.sold === undefined) return;
  addEntity(entities, 'Purchase', {
    id: `${transactionHash(number, 2)}00`,
    asset,
    offer: id,
    seller,
    buyer: ACCOUNTS.buyer,
    recipient: ACCOUNTS.buyer,
    quantity: 1,
    currency: zeroAddress,
    price: String(seed.price),
    fee: '0',
    royalty: '0',
    sellerAmount: String(seed.price),
    boughtAt: at,
    boughtTx: transactionHash(number, 2),
  });
  addEntity(entities, 'License', {
    id: `0x${'a'.repeat(62)}${number.toString(16).padStart(2, '0')}`,
    licenseId: String(number * 1000),
    asset,
    offer: id,
    purchase: `${transactionHash(number, 2)}00`,
    owner: ACCOUNTS.buyer,
    serial: '1',
    rights: 7,
    allowsCommercial: true,
    allowsDerive: true,
    allowsTransfer: false,
    startsAt: at,
    expiresAt: seed.durationSeconds ? String(Number(at) + seed.durationSeconds) : null,
    boughtAt: at,
    boughtTx: transactionHash(number, 2),
    transferredAt: null,
    seatCount: seed.seats ?? 0,
    uses: String(seed.uses ?? 0),
    grantedUnits: String(seed.uses ?? 0),
    usedUnits: '0',
  });
  addEntity(entities, 'Activity', {
    id: `${transactionHash(number, 2)}01`,
    kind: 'LICENSE_BOUGHT',
    account: ACCOUNTS.buyer,
    asset,
    license: null,
    offer: id,
    job: null,
    amount: String(seed.price),
    currency: zeroAddress,
    happenedAt: String(Number(at) + 60),
    happenedBlock: String(number + 100),
    happenedTx: transactionHash(number, 2),
  });
}
