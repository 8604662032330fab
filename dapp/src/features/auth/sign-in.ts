import { authNonceSchema, authSessionSchema } from '@cultivar/sdk';
import type { AuthSession } from '@cultivar/sdk';
import { nodeRequest } from '../../lib/node-request.ts';
import type { WalletSession } from '../../lib/wallet/wallet-session.ts';
import { signInMessage } from './sign-in-message.ts';

type SignInParameters = {
  nodeUrl: string;
  wallet: Pick<WalletSession, 'kind' | 'account' | 'signText'>;
  /** Origin of this page. */
  uri: string;
  nowMs: number;
  fetcher?: typeof fetch;
};

/**
 * Signs in to a node: its single-use nonce, signed by the wallet, for a session.
 *
 * @throws SignatureDeclinedError when the person said no; NodeError when the node refuses.
 */
export async function signIn({
  nodeUrl,
  wallet,
  uri,
  nowMs,
  fetcher,
}: SignInParameters): Promise<AuthSession> {
  const nonce = await nodeRequest(nodeUrl, '/auth/nonce', authNonceSchema, {}, fetcher);
  const scheme = wallet.kind === 'evm' ? 'siwe' : 'siws';
  const message = signInMessage({ scheme, account: wallet.account, nonce, uri, nowMs });
  const signature = await wallet.signText(message);
  const body = { scheme, message, signature, ...(scheme === 'siws' && { address: wallet.account }) };
  return nodeRequest(
    nodeUrl,
    '/auth/verify',
    authSessionSchema,
    { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
    fetcher,
  );
}
