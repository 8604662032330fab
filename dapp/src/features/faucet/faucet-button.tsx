import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useConfig } from '../../lib/use-config.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { showToast } from '../../ui/toast-store.ts';
import { fillAccount, LOCAL_CHAIN_ID } from './fill-account.ts';

/** Play money for an account; shown on the local chain only. */
export function FaucetButton({ account }: { account: string }) {
  const config = useConfig();
  const queries = useQueryClient();
  const fill = useMutation({
    mutationFn: () => fillAccount(config, account),
    onSuccess() {
      void queries.invalidateQueries({ queryKey: ['balance'] });
      showToast({ tone: 'ok', title: 'The account got 100 ETH of play money' });
    },
    onError: (error) => showToast({ tone: 'danger', title: 'No play money', body: error.message }),
  });
  if (!config.faucet || config.chainId !== LOCAL_CHAIN_ID) return null;
  return (
    <Button onClick={() => fill.mutate()} disabled={fill.isPending}>
      <Icon name="plus" />
      {fill.isPending ? 'Filling' : 'Fill from the faucet'}
    </Button>
  );
}
