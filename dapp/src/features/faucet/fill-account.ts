/** The one chain on which money is made from nothing. */
export const LOCAL_CHAIN_ID = 41337;
/** What an account is topped up to, in wei. */
export const FILLED_WEI = 100n * 10n ** 18n;

/** The faucet was asked for on a chain where money is real. */
export class FaucetClosedError extends Error {
  override readonly name = 'FaucetClosedError';
  readonly chainId: number;

  constructor(chainId: number) {
    super(`the faucet works on the local chain ${LOCAL_CHAIN_ID} only, not on ${chainId}`);
    this.chainId = chainId;
  }
}

/**
 * Sets an account's balance on the local chain (`anvil_setBalance`).
 *
 * @throws FaucetClosedError on any other chain, before anything is sent.
 */
export async function fillAccount(
  { chainId, rpcUrl }: { chainId: number; rpcUrl: string },
  account: string,
  fetcher: typeof fetch = fetch,
): Promise<void> {
  if (chainId !== LOCAL_CHAIN_ID) throw new FaucetClosedError(chainId);
  const params = [account, `0x${FILLED_WEI.toString(16)}`];
  const response = await fetcher(rpcUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'anvil_setBalance', params }),
  });
  const { error } = (await response.json()) as { error?: { message?: string } };
  if (error) throw new Error(`the faucet refused: ${error.message ?? 'no reason given'}`);
}
