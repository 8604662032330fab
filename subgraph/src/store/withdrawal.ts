import { Withdrawn } from '../../generated/Treasury/Treasury';
import { Withdrawal } from '../../generated/schema';
import { eventId } from '../id';

export function createWithdrawal(event: Withdrawn): void {
  const withdrawal = new Withdrawal(eventId(event));
  withdrawal.account = event.params.account;
  withdrawal.recipient = event.params.recipient;
  withdrawal.currency = event.params.currency;
  withdrawal.amount = event.params.amount;
  withdrawal.withdrawnAt = event.block.timestamp;
  withdrawal.withdrawnTx = event.transaction.hash;
  withdrawal.save();
}
