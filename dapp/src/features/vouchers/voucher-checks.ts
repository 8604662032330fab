import { moment } from '../../lib/format/moment.ts';
import { shortHex } from '../../lib/format/short-hex.ts';
import type { VoucherFacts, VoucherOffer } from './voucher-facts.ts';

/** One thing that has to be right before a voucher is paid. `warn` leaves the choice to the reader. */
export type VoucherCheck = { name: string; tone: 'ok' | 'warn' | 'bad'; words: string };

type Moment = { chainId: number; account: string | undefined; nowMs: number };

/** What is right and what is wrong with a voucher, in the order in which it matters. */
export function voucherChecks(facts: VoucherFacts, now: Moment): VoucherCheck[] {
  const checks = [chainCheck(facts, now.chainId)];
  if (!facts.isForHere) return checks;
  checks.push(offerCheck(facts));
  if (facts.offer === undefined) return checks;
  return [
    ...checks,
    signatureCheck(facts, facts.offer),
    timeCheck(facts, now.nowMs),
    numberCheck(facts),
    recipientCheck(facts, now.account),
    ...priceCheck(facts, facts.offer),
    ...currencyCheck(facts.offer),
  ];
}

const ok = (name: string, words: string): VoucherCheck => ({ name, tone: 'ok', words });
const warn = (name: string, words: string): VoucherCheck => ({ name, tone: 'warn', words });
const bad = (name: string, words: string): VoucherCheck => ({ name, tone: 'bad', words });

function chainCheck({ signed, isForHere }: VoucherFacts, chainId: number): VoucherCheck {
  if (isForHere) return ok('Chain', `For chain ${chainId} and its licence market`);
  return signed.chainId === chainId
    ? bad('Chain', `For another market than the one of this app, ${shortHex(signed.market)}`)
    : bad('Chain', `For chain ${signed.chainId}, while this app speaks to chain ${chainId}`);
}

function offerCheck({ signed: { voucher }, offer }: VoucherFacts): VoucherCheck {
  const name = `offer ${voucher.offerId}`;
  if (offer === undefined) return bad('Offer', `The market has no ${name}`);
  const { terms, sold, isClosed, assetOwner } = offer;
  if (isClosed) return bad('Offer', `The seller has closed ${name}`);
  if (assetOwner.toLowerCase() !== terms.seller.toLowerCase()) {
    return bad('Offer', 'The seller no longer owns the asset');
  }
  const left = terms.maxSupply === 0 ? Infinity : terms.maxSupply - sold;
  if (left < voucher.quantity)
    return bad('Offer', `Licences left: ${left}, and it is for ${voucher.quantity}`);
  return ok('Offer', `All terms but the price are those of ${name}`);
}

function signatureCheck({ isSigned }: VoucherFacts, { terms }: VoucherOffer): VoucherCheck {
  return isSigned
    ? ok('Signature', `Signed by the seller of the offer, ${shortHex(terms.seller)}`)
    : bad('Signature', 'Not what the seller has signed: somebody changed it or made it up');
}

function timeCheck({ signed: { voucher } }: VoucherFacts, nowMs: number): VoucherCheck {
  const endsAtMs = voucher.expiresAt * 1000;
  return nowMs < endsAtMs
    ? ok('Time', `Good until ${moment(endsAtMs)}`)
    : bad('Time', `It was good until ${moment(endsAtMs)}`);
}

const SPENT = {
  used: 'It was used: a voucher buys once',
  canceled: 'The seller has canceled it',
  spent: 'It was used, or the seller has canceled it',
} as const;

function numberCheck({ spent }: VoucherFacts): VoucherCheck {
  return spent === undefined ? ok('Number', 'Neither used nor canceled') : bad('Number', SPENT[spent]);
}

function recipientCheck({ signed: { voucher } }: VoucherFacts, account: string | undefined): VoucherCheck {
  const name = shortHex(voucher.recipient);
  if (account?.toLowerCase() === voucher.recipient.toLowerCase()) return ok('Recipient', `You, ${name}`);
  return warn('Recipient', `The licence goes to ${name}, whoever pays`);
}

/** Nothing keeps a seller from asking more than anybody pays without a voucher. */
function priceCheck({ signed: { voucher } }: VoucherFacts, { terms }: VoucherOffer): VoucherCheck[] {
  return voucher.price > terms.price ? [warn('Price', 'Dearer than the same licence without a voucher')] : [];
}

function currencyCheck({ terms }: VoucherOffer): VoucherCheck[] {
  if (/^0x0+$/.test(terms.currency)) return [];
  return [
    warn('Currency', `Priced in the token ${shortHex(terms.currency)}, which you have to approve first`),
  ];
}
