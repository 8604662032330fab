import type { AuthNonce } from '@cultivar/sdk';

/** What a sign-in message says. */
export type SignInParameters = {
  /** `siwe` for an EVM account, `siws` for a Polkadot one. */
  scheme: 'siwe' | 'siws';
  /** `0x…` with its checksum, or SS58. */
  account: string;
  /** What the node asked for. */
  nonce: AuthNonce;
  /** Origin of this page. */
  uri: string;
  nowMs: number;
};

/**
 * The text of EIP-4361 (Sign-In with Ethereum), or its twin for Polkadot accounts, which differs in one word.
 * The nonce is the node's, single use, and the message is worthless after it expires.
 */
export function signInMessage({ scheme, account, nonce, uri, nowMs }: SignInParameters): string {
  const family = scheme === 'siwe' ? 'Ethereum' : 'Polkadot';
  return [
    `${nonce.domain} wants you to sign in with your ${family} account:`,
    account,
    '',
    'Sign in to this Cultivar node. This sends nothing and costs nothing.',
    '',
    `URI: ${uri}`,
    'Version: 1',
    `Chain ID: ${nonce.chainId}`,
    `Nonce: ${nonce.nonce}`,
    `Issued At: ${new Date(nowMs).toISOString()}`,
    `Expiration Time: ${new Date(nonce.expiresAtMs).toISOString()}`,
  ].join('\n');
}
