import { useMutation } from '@tanstack/react-query';
import { useConfig } from '../../lib/use-config.ts';
import { SignatureDeclinedError } from '../../lib/wallet/signature-declined-error.ts';
import type { WalletSession } from '../../lib/wallet/wallet-session.ts';
import { Button } from '../../ui/button.tsx';
import { Note } from '../../ui/note.tsx';
import { setNodeSession, useNodeSession } from './session-store.ts';

/** Signs in to the configured node with the connected wallet. */
export function SignInButton({ wallet }: { wallet: WalletSession }) {
  const { nodeUrl } = useConfig();
  const session = useNodeSession();
  const attempt = useMutation({
    mutationFn: async () => {
      // The wire's schemas are large, and most visitors never sign in.
      const { signIn } = await import('./sign-in.ts');
      return signIn({ nodeUrl, wallet, uri: location.origin, nowMs: Date.now() });
    },
    onSuccess: setNodeSession,
  });
  const failed = attempt.error && !(attempt.error instanceof SignatureDeclinedError);
  if (session?.account.toLowerCase() === wallet.account.toLowerCase()) {
    return (
      <Note tone="ok">
        Signed in to the node until{' '}
        {new Date(session.expiresAtMs).toLocaleTimeString('en-GB', { timeStyle: 'short' })}.
      </Note>
    );
  }
  return (
    <>
      <Button onClick={() => attempt.mutate()} disabled={attempt.isPending}>
        {attempt.isPending ? `Confirm in ${wallet.walletName}` : 'Sign in to the node'}
      </Button>
      {failed && <Note tone="danger">{attempt.error.message}</Note>}
    </>
  );
}
