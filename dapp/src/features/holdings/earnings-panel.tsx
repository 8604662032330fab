import { tokenAmount } from '../../lib/format/token-amount.ts';
import { useTransactions } from '../../lib/transaction/transaction-context.ts';
import { useConfig } from '../../lib/use-config.ts';
import { Button } from '../../ui/button.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Panel } from '../../ui/panel.tsx';
import type { Earnings } from './holdings.ts';

const eth = (wei: bigint) => `${tokenAmount(wei)} ETH`;

/** What may be withdrawn, how it came, and the act that takes it out. */
export function EarningsPanel({ earnings }: { earnings: Earnings }) {
  const config = useConfig();
  const { review } = useTransactions();
  const { balanceWei } = earnings;
  const withdraw = () =>
    review({
      title: 'Withdraw earnings',
      sentence: `${eth(balanceWei)} of credit goes to the account that signs.`,
      after: `${eth(balanceWei)} comes to your account, less the network fee.`,
      async prepare(account) {
        const { withdrawalCall } = await import('./withdrawal-call.ts');
        return withdrawalCall(config, account, balanceWei);
      },
    });
  return (
    <Panel title="Earnings">
      <p className="big">
        {tokenAmount(balanceWei)} <small>ETH to withdraw</small>
      </p>
      <Facts
        facts={[
          { label: 'Sales', value: eth(earnings.salesWei) },
          { label: 'Royalties', value: eth(earnings.royaltiesWei) },
          { label: 'Training', value: eth(earnings.jobPaymentsWei) },
          { label: 'Escrow that came back', value: eth(earnings.jobRefundsWei) },
          { label: 'Withdrawn', value: eth(earnings.withdrawnWei) },
        ]}
      />
      <Button look="light" block disabled={balanceWei === 0n} onClick={withdraw}>
        {balanceWei === 0n ? 'Nothing to withdraw' : `Withdraw ${eth(balanceWei)}`}
      </Button>
      <p className="hint">Money is never pushed: it waits in the treasury until you take it.</p>
    </Panel>
  );
}
