import { NOBODY } from '../../core/hex.ts';
import { COOL_DOWN, freeAt, NO_EXPIRY } from '../../market/license-facts.ts';
import type { Receipt, Voucher } from '../../market/offer.ts';
import { marketHash } from '../../market/signed.ts';
import type { Kind } from '../kind.ts';
import type { Plan } from '../plan.ts';
import { ONE } from '../parameters.ts';
import { anOffer, valueFor } from './market-kinds.ts';

/** Vouchers, seats and metered use. */
export const licenseKinds: Readonly<Record<string, Kind>> = {
  buyWithVoucher: {
    weight: 3,
    plan: async (plan) => {
      const [offerId, terms] = anOffer(plan);
      if (terms === undefined) return undefined;
      const voucher = voucherFor(plan, offerId);
      const signature = await plan.sign(terms.seller, marketHash(plan, 'Voucher', voucher));
      const shown = plan.mostly(voucher, () => ({ ...voucher, price: voucher.price / 2n }));
      const value = valueFor(plan, terms, shown.price * shown.quantity);
      const args = [terms, shown, signature];
      return {
        from: plan.user(),
        to: 'market',
        fn: 'buyWithVoucher',
        args,
        value,
        at: plan.soonOr(voucher.expiresAt),
      };
    },
  },
  cancelNonces: {
    weight: 1,
    plan: (plan) => {
      const mask = (1n << plan.luck.between(0n, 40n)) | (1n << plan.luck.between(0n, 40n));
      return { from: plan.user(), to: 'market', fn: 'cancelNonces', args: [plan.luck.between(0n, 1n), mask] };
    },
  },
  assignSeat: {
    weight: 3,
    plan: (plan) => {
      const [id, license] =
        plan.entry(plan.world.market.licenses, ({ seats }) => seats > 0n || plan.luck.chance(3)) ?? [];
      if (license === undefined) return undefined;
      const seat = plan.mostly(
        plan.luck.between(0n, license.seats > 0n ? license.seats - 1n : 0n),
        () => license.seats,
      );
      const account = plan.mostly(plan.user(), () => NOBODY);
      const far = plan.luck.chance(40) ? NO_EXPIRY : 2n ** 64n - 1n;
      const expires = plan.luck.chance(50) ? far : plan.env.now + plan.luck.between(0n, 2n * COOL_DOWN);
      const at = plan.soonOr(freeAt(license, license.places.get(seat)));
      const from = plan.rightly(license.owner);
      if (plan.luck.chance(20))
        return { from, to: 'market', fn: 'setUser', args: [id, account, expires], at };
      return { from, to: 'market', fn: 'assignSeat', args: [id, seat, account, expires], at };
    },
  },
  clearSeat: {
    weight: 2,
    plan: (plan) => {
      const taken = plan.entry(plan.world.market.licenses, ({ places }) => places.size > 0);
      if (taken === undefined) return undefined;
      const [id, license] = taken;
      const [seat] = plan.entry(license.places)!;
      const from = plan.rightly(license.owner);
      if (seat === 0n && plan.luck.chance(30))
        return { from, to: 'market', fn: 'setUser', args: [id, NOBODY, 0n] };
      return { from, to: 'market', fn: 'clearSeat', args: [id, plan.mostly(seat, () => seat + 1n)] };
    },
  },
  redeem: {
    weight: 2,
    plan: async (plan) => {
      const receipts: Receipt[] = [];
      for (let i = plan.luck.pick([1, 1, 2, 3] as const); i > 0; i--) receipts.push(...receiptFor(plan));
      if (receipts.length === 0) return undefined;
      const signatures: string[] = [];
      for (const receipt of receipts)
        signatures.push(await plan.sign(receipt.account, marketHash(plan, 'Receipt', receipt)));
      if (plan.luck.chance(3)) signatures.pop();
      return { from: plan.anyone(), to: 'market', fn: 'redeem', args: [receipts, signatures] };
    },
  },
};

function voucherFor(plan: Plan, offerId: bigint): Voucher {
  const { luck } = plan;
  return {
    offerId,
    recipient: plan.mostly(plan.user(), () => NOBODY),
    quantity: plan.mostly(luck.between(1n, 3n), () => 0n),
    price: luck.between(0n, ONE / 2n),
    expiresAt: plan.mostly(plan.env.now + luck.between(5n, 5_000n), () => plan.env.now),
    nonce: luck.between(0n, 300n),
  };
}

function receiptFor(plan: Plan): Receipt[] {
  const [licenseId, license] =
    plan.entry(plan.world.market.licenses, ({ uses }) => uses > 0n || plan.luck.chance(2)) ?? [];
  if (license === undefined) return [];
  const seated = plan.luck.pick([...license.places.values()])?.account ?? license.owner;
  const account = plan.rightly(plan.luck.chance(50) || seated === NOBODY ? license.owner : seated);
  const units = license.used + plan.luck.between(0n, 40n);
  return [
    {
      licenseId: plan.mostly(licenseId!, () => licenseId! + 1n),
      account,
      server: plan.luck.pick(plan.cast.nodes)!,
      units,
    },
  ];
}
