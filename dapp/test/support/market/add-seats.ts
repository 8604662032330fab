import type { Entities } from '../index-double.ts';
import { ACCOUNTS } from './accounts.ts';
import { addEntity } from './add-entity.ts';
import { transactionHash } from './transaction-hash.ts';

const DAY_SECONDS = 86_400;

/**
 * Puts life into the first licence of an offer with seats and metered units: one seat is held, one is cooling down,
 * some units were drawn, and it was renewed once.
 *
 * @param number Of the asset, which its offer shares.
 */
export function addSeats(entities: Entities, number: number, nowSeconds: number): void {
  const license = entities.License?.find(({ licenseId }) => licenseId === String(number * 1000));
  if (!license) throw new RangeError(`addSeats: nothing was sold of asset ${number}`);
  const seat = (index: number, account: string | null, assignedAt: number) =>
    addEntity(entities, 'Seat', {
      id: `${license.id}0${index}`,
      license: license.id,
      index,
      account,
      expiresAt: null,
      assignedAt: String(assignedAt),
      freeAt: String(assignedAt + DAY_SECONDS),
    });
  seat(0, ACCOUNTS.requester, nowSeconds - 3 * DAY_SECONDS);
  seat(1, null, nowSeconds - 3_600);
  addEntity(entities, 'Usage', {
    id: `${license.id}20`,
    license: license.id,
    account: ACCOUNTS.requester,
    server: ACCOUNTS.node,
    units: '640',
    redeemedAt: String(nowSeconds - 7_200),
    redeemedTx: transactionHash(number, 7),
  });
  const uses = BigInt(String(license.uses));
  Object.assign(license, {
    usedUnits: '640',
    grantedUnits: String(2n * uses),
    expiresAt: String(nowSeconds + 34 * DAY_SECONDS),
  });
  addEntity(entities, 'Renewal', {
    id: `${transactionHash(number, 8)}00`,
    license: license.id,
    payer: ACCOUNTS.buyer,
    currency: `0x${'0'.repeat(40)}`,
    price: '9000000000000000000',
    fee: '0',
    royalty: '0',
    expiresAt: license.expiresAt,
    renewedAt: String(nowSeconds - 2 * DAY_SECONDS),
    renewedTx: transactionHash(number, 8),
  });
}
