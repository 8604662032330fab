import { Credited } from '../../generated/Treasury/Treasury';
import { Payment } from '../../generated/schema';
import { eventId, numberId } from '../id';
import { creditReason } from '../words';

/** A licence id holds its asset's above this many bits, a job id never reaches them. */
const LICENSE_BITS: u8 = 168;

export function createPayment(event: Credited): Payment {
  const params = event.params;
  const payment = new Payment(eventId(event));
  payment.account = params.account;
  payment.currency = params.currency;
  payment.amount = params.amount;
  payment.reason = creditReason(params.reason);
  if (!params.assetId.isZero()) payment.asset = numberId(params.assetId);
  if (!params.source.rightShift(LICENSE_BITS).isZero()) payment.license = numberId(params.source);
  else if (!params.source.isZero()) payment.job = numberId(params.source);
  payment.paidAt = event.block.timestamp;
  payment.paidTx = event.transaction.hash;
  payment.save();
  return payment;
}
