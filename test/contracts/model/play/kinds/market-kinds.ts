import type { Hex } from 'viem';
import { NOBODY } from '../../core/hex.ts';
import { COOL_DOWN, expiresAt } from '../../market/license-facts.ts';
import type { OfferTerms } from '../../market/offer.ts';
import { RIGHT } from '../../market/right.ts';
import type { Kind } from '../kind.ts';
import type { Plan } from '../plan.ts';
import { ONE } from '../parameters.ts';
import { permitFor } from './permit-for.ts';

const DAY = 86_400n;

/** How licences are offered, sold and moved. */
export const marketKinds: Readonly<Record<string, Kind>> = {
  offer: {
    weight: 3,
    plan: (plan) => {
      const [assetId, asset] = plan.entry(plan.world.assets.assets) ?? [];
      if (assetId === undefined) return undefined;
      const from = plan.rightly(asset!.owner);
      const terms = termsFor(
        plan,
        plan.mostly(assetId, () => 10n ** 6n),
        plan.mostly(from, () => plan.anyone()),
      );
      return { from, to: 'market', fn: 'offer', args: [terms] };
    },
  },
  closeOffer: {
    weight: 1,
    plan: (plan) => {
      const [id, terms] = anOffer(plan);
      if (terms === undefined || plan.luck.chance(50)) return undefined;
      return { from: plan.rightly(terms.seller), to: 'market', fn: 'closeOffer', args: [id, terms] };
    },
  },
  buy: {
    weight: 5,
    plan: (plan) => {
      const [id, terms] = anOffer(plan);
      if (terms === undefined) return undefined;
      const quantity = quantityOf(plan);
      const price = terms.price * quantity;
      const limit = plan.mostly(price + plan.luck.between(0n, 5n), () => (price - 1n > 0n ? price - 1n : 0n));
      const args = [id, terms, recipientOf(plan), quantity, limit];
      return { from: plan.user(), to: 'market', fn: 'buy', args, value: valueFor(plan, terms, price) };
    },
  },
  buyWithPermit: {
    weight: 2,
    plan: async (plan) => {
      const [id, terms] = anOffer(plan, ({ currency }) => currency !== NOBODY);
      if (terms === undefined) return undefined;
      const quantity = quantityOf(plan);
      const from = plan.user();
      const permit = await permitFor(plan, from, terms.currency, terms.price * quantity);
      const args = [id, terms, recipientOf(plan), quantity, terms.price * quantity, permit];
      return { from, to: 'market', fn: 'buyWithPermit', args };
    },
  },
  renew: {
    weight: 2,
    plan: async (plan) => {
      const [id, license] =
        plan.entry(
          plan.world.market.licenses,
          ({ duration, uses }) => duration + uses > 0n || plan.luck.chance(3),
        ) ?? [];
      if (license === undefined) return undefined;
      const { terms } = plan.world.market.offers.get(license.offerId)!;
      const spoilt = plan.mostly(terms, () => ({ ...terms, price: terms.price + 1n }));
      const licenseId = plan.mostly(id!, () => id! + 1n);
      const at = plan.soonOr(expiresAt(license));
      const value = valueFor(plan, terms, terms.price);
      if (terms.currency !== NOBODY && plan.luck.chance(30)) {
        const from = plan.user();
        const permit = await permitFor(plan, from, terms.currency, terms.price);
        const args = [licenseId, spoilt, terms.price, permit];
        return { from, to: 'market', fn: 'renewWithPermit', args, at };
      }
      const limit = plan.mostly(terms.price, () => terms.price / 2n);
      return { from: plan.user(), to: 'market', fn: 'renew', args: [licenseId, spoilt, limit], value, at };
    },
  },
  transferLicense: {
    weight: 2,
    plan: (plan) => {
      const movable = plan.luck.chance(90) ? RIGHT.TRANSFER : 0n;
      const [id, license] =
        plan.entry(plan.world.market.licenses, ({ rights }) => (rights & movable) === movable) ?? [];
      if (license === undefined) return undefined;
      const from = plan.rightly(license.approved === NOBODY ? license.owner : license.approved);
      const args = [
        plan.rightly(license.owner),
        plan.mostly(plan.user(), () => NOBODY),
        plan.mostly(id!, () => id! + 1n),
      ];
      const at = license.movedAt === 0n ? undefined : plan.soonOr(license.movedAt + COOL_DOWN);
      return { from, to: 'market', fn: 'transferFrom', args, at };
    },
  },
  approveLicense: {
    weight: 1,
    plan: (plan) => {
      const [id, license] = plan.entry(plan.world.market.licenses) ?? [];
      if (license === undefined) return undefined;
      const from = plan.rightly(license.owner);
      if (plan.luck.chance(30)) {
        const args = [plan.mostly(plan.user(), () => NOBODY), plan.luck.chance(60)];
        return { from, to: 'market', fn: 'setApprovalForAll', args };
      }
      return { from, to: 'market', fn: 'approve', args: [plan.user(), plan.mostly(id!, () => id! + 1n)] };
    },
  },
};

/** An offer that is open, mostly, with its terms, mostly. */
export function anOffer(
  plan: Plan,
  fits: (terms: OfferTerms) => boolean = () => true,
): [bigint, OfferTerms | undefined] {
  const { offers } = plan.world.market;
  const [id, offer] =
    plan.entry(offers, ({ closed, terms }) => (!closed || plan.luck.chance(8)) && fits(terms)) ?? [];
  if (id === undefined) return [0n, undefined];
  const terms = plan.mostly(offer!.terms, () => ({ ...offer!.terms, duration: offer!.terms.duration + 1n }));
  return [plan.mostly(id, () => BigInt(offers.size) + 1n), terms];
}

const quantityOf = (plan: Plan): bigint =>
  plan.mostly(plan.luck.pick([1n, 1n, 1n, 2n, 3n] as const), () => plan.luck.pick([0n, 51n, 50n] as const));

const recipientOf = (plan: Plan): Hex => plan.mostly(plan.user(), () => NOBODY);

/** What is to be sent with a call for a price under these terms, mostly. */
export function valueFor(plan: Plan, { currency }: OfferTerms, price: bigint): bigint {
  const due = currency === NOBODY ? price : 0n;
  return plan.mostly(due, () => (plan.luck.chance(50) || due === 0n ? due + 1n : due - 1n));
}

function termsFor(plan: Plan, assetId: bigint, seller: Hex): OfferTerms {
  const { luck } = plan;
  const rights = luck.between(0n, 7n) * 2n + 1n;
  return {
    assetId,
    seller,
    currency: plan.mostly(plan.currency(), () => plan.cast.governor),
    price: luck.chance(5) ? 0n : luck.between(1n, ONE),
    duration: luck.pick([0n, 600n, 3600n, DAY, 30n * DAY] as const),
    maxSupply: luck.pick([0n, 0n, 1n, 3n, 10n] as const),
    seats: luck.pick([0n, 0n, 1n, 2n, 3n] as const),
    uses: plan.mostly(luck.pick([0n, 0n, 5n, 100n] as const), () => 2n ** 24n),
    rights: plan.mostly(rights, () => luck.pick([0n, 2n, 16n, 17n] as const)),
    textDigest: plan.word(),
  };
}
