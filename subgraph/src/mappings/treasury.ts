import { Credited, CurrencyAllowed, Withdrawn } from '../../generated/Treasury/Treasury';
import { isNative } from '../currency';
import { countEarned, getAccount } from '../store/account';
import { recordMoneyActivity } from '../store/activity';
import { countRoyalty } from '../store/asset';
import { addCredit, takeCredit } from '../store/credit';
import { setCurrency } from '../store/currency';
import { countPay } from '../store/node';
import { createPayment } from '../store/payment';
import { countCredit } from '../store/protocol';
import { createWithdrawal } from '../store/withdrawal';
import { isDutyPay } from '../words';

export function handleCredited(event: Credited): void {
  const params = event.params;
  const payment = createPayment(event);
  const account = getAccount(params.account, event);
  addCredit(params.account, params.currency, payment.reason, params.amount);
  if (!isNative(params.currency)) return;
  countCredit(payment.reason, params.amount);
  countEarned(account, payment.reason, params.amount);
  if (payment.reason == 'ROYALTY') countRoyalty(params.assetId, params.amount);
  if (payment.reason == 'JOB_PAYMENT' || isDutyPay(payment.reason)) countPay(params.account, params.amount);
}

export function handleWithdrawn(event: Withdrawn): void {
  const params = event.params;
  getAccount(params.account, event);
  createWithdrawal(event);
  takeCredit(params.account, params.currency, params.amount);
  recordMoneyActivity(event, 'CREDIT_WITHDRAWN', params.account, params.amount, params.currency);
}

export function handleCurrencyAllowed(event: CurrencyAllowed): void {
  setCurrency(event.params.currency, event.params.allowed);
}
