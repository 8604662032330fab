import { BigInt, Bytes } from '@graphprotocol/graph-ts';
import { Credit } from '../../generated/schema';
import { pairId } from '../id';
import { isDutyPay } from '../words';

const ZERO = BigInt.zero();

export function addCredit(account: Bytes, currency: Bytes, reason: string, amount: BigInt): void {
  const credit = getCredit(account, currency);
  credit.balance = credit.balance.plus(amount);
  credit.credited = credit.credited.plus(amount);
  if (reason == 'SALE') credit.sales = credit.sales.plus(amount);
  else if (reason == 'ROYALTY') credit.royalties = credit.royalties.plus(amount);
  else if (reason == 'JOB_PAYMENT') credit.jobPayments = credit.jobPayments.plus(amount);
  else if (isDutyPay(reason)) credit.duties = credit.duties.plus(amount);
  else if (reason == 'JOB_REFUND') credit.jobRefunds = credit.jobRefunds.plus(amount);
  else if (reason == 'UNSTAKED') credit.unstaked = credit.unstaked.plus(amount);
  else credit.other = credit.other.plus(amount);
  credit.save();
}

export function takeCredit(account: Bytes, currency: Bytes, amount: BigInt): void {
  const credit = getCredit(account, currency);
  credit.balance = credit.balance.minus(amount);
  credit.withdrawn = credit.withdrawn.plus(amount);
  credit.save();
}

function getCredit(account: Bytes, currency: Bytes): Credit {
  const id = pairId(account, currency);
  const known = Credit.load(id);
  if (known !== null) return known;
  const credit = new Credit(id);
  credit.account = account;
  credit.currency = currency;
  credit.balance = ZERO;
  credit.credited = ZERO;
  credit.withdrawn = ZERO;
  credit.sales = ZERO;
  credit.royalties = ZERO;
  credit.jobPayments = ZERO;
  credit.duties = ZERO;
  credit.jobRefunds = ZERO;
  credit.unstaked = ZERO;
  credit.other = ZERO;
  return credit;
}
