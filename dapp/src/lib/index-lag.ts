/** How many blocks the chain is ahead of `indexedBlock`; nothing when the chain does not answer. */
export async function indexLag(
  rpcUrl: string,
  indexedBlock: number,
  signal: AbortSignal,
  fetcher: typeof fetch = fetch,
): Promise<{ behindBlocks?: number }> {
  try {
    const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'eth_blockNumber', params: [] });
    const headers = { 'content-type': 'application/json' };
    const response = await fetcher(rpcUrl, { method: 'POST', headers, body, signal });
    const { result } = (await response.json()) as { result?: unknown };
    if (typeof result !== 'string' || !/^0x[0-9a-f]+$/i.test(result)) return {};
    return { behindBlocks: Math.max(0, Number.parseInt(result, 16) - indexedBlock) };
  } catch (error) {
    if (signal.aborted) throw error;
    // Prices and lists come from the index; without the chain they are shown all the same, only unmeasured.
    return {};
  }
}
