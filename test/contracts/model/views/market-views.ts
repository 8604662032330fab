import type { View } from '../chain/view.ts';
import type { Env } from '../core/env.ts';
import { NOBODY } from '../core/hex.ts';
import type { World } from '../core/world.ts';
import { isLicensed } from '../market/is-licensed.ts';
import { expiresAt, freeAt, granted, holderOf, userExpires, userOf } from '../market/license-facts.ts';
import type { License } from '../market/offer.ts';
import { RIGHT } from '../market/right.ts';

const view = (fn: string, args: readonly unknown[], expected: unknown): View => ({
  of: 'market',
  fn,
  args,
  expected,
});

/** What the license market should answer. */
export function marketViews(world: World, env: Env): View[] {
  const { offers, licenses, nonces, feeBps } = world.market;
  const views = [view('feeBps', [], feeBps), view('offerCount', [], BigInt(offers.size))];
  for (const [id, { sold, closed }] of offers) views.push(view('offerOf', [id], [sold, closed]));
  for (const [seller, spent] of nonces) {
    for (const nonce of spent) {
      views.push(view('isNonceUsed', [seller, nonce], true));
      if (!spent.has(nonce + 1n)) views.push(view('isNonceUsed', [seller, nonce + 1n], false));
    }
  }
  for (const [id, license] of licenses) views.push(...licenseViews(world, env, id, license));
  return views;
}

function licenseViews(world: World, env: Env, id: bigint, license: License): View[] {
  const { owner, approved, assetId, offerId, serial, start, duration, rights, seats, uses, used, drawn } =
    license;
  const closed = world.market.offers.get(offerId)!.closed;
  const views = [
    view('ownerOf', [id], owner),
    view('getApproved', [id], approved),
    view('licenseOf', [id], { assetId, offerId, serial, start, duration, rights, seats, uses }),
    view('expiresAt', [id], expiresAt(license)),
    view('isRenewable', [id], (duration > 0n || uses > 0n) && !closed),
    view('unitsOf', [id], [used, granted(license)]),
    view('userOf', [id], userOf(license, env.now)),
    view('userExpires', [id], userExpires(license, env.now)),
    licensed(world, env, id, owner, rights),
    licensed(world, env, id, owner, RIGHT.USE | RIGHT.COMMERCIAL),
  ];
  for (let seat = 0n; seat < seats && seat < 4n; seat++) {
    const place = license.places.get(seat);
    const account = holderOf(license, place, env.now);
    const expires = account === NOBODY ? 0n : place!.expires;
    views.push(view('seatOf', [id, seat], [account, expires, freeAt(license, place)]));
    if (account !== NOBODY)
      views.push(
        licensed(world, env, id, account, RIGHT.USE),
        licensed(world, env, id, account, RIGHT.TRANSFER),
      );
  }
  for (const [pair, units] of drawn) views.push(view('unitsAt', [id, ...pair.split(' ')], units));
  return views;
}

const licensed = (world: World, env: Env, id: bigint, account: `0x${string}`, rights: bigint): View =>
  view('isLicensed', [id, account, rights], isLicensed(world, env.now, id, account, rights));
