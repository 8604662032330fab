/** The one chain on which money is made from nothing. */
export const LOCAL_CHAIN_ID = 41337;
/** What one filling adds, in wei. */
export const FILLING_WEI = 100n * 10n ** 18n;

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
 * Adds play money to an account of the local chain (`anvil_setBalance`).
 *
 * @throws FaucetClosedError on any other chain, before anything is sent.
 */
export async function fillAccount(
  { chainId, rpcUrl }: { chainId: number; rpcUrl: string },
  account: string,
  fetcher: typeof fetch = fetch,
): Promise<void> {
  if (chainId !== LOCAL_CHAIN_ID) throw new FaucetClosedError(chainId);
  const ask = (method: string, params: unknown[]) => answerOf(fetcher, rpcUrl, { method, params });
  const heldWei = BigInt(String(await ask('eth_getBalance', [account, 'latest'])));
  await ask('anvil_setBalance', [account, `0x${(heldWei + FILLING_WEI).toString(16)}`]);
}

async function answerOf(
  fetcher: typeof fetch,
  rpcUrl: string,
  call: { method: string; params: unknown[] },
): Promise<unknown> {
  const response = await fetcher(rpcUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, ...call }),
  });
  const { result, error } = (await response.json()) as { result?: unknown; error?: { message?: string } };
  if (error) throw new Error(`the faucet refused: ${error.message ?? 'no reason given'}`);
  return result;
}
