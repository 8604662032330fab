/** A chain's provider, as far as the clock needs it. */
type Provider = { request(args: { method: string; params?: unknown }): Promise<unknown> };

/** Calls that make a block with the next second as its time. */
const MINING = new Set(['eth_sendTransaction', 'eth_sendRawTransaction', 'evm_mine', 'hardhat_mine']);

/**
 * Takes an in-process chain off the machine's clock: each block is a second after the one before, or at the time that
 * was set for it. Times, and with them
 * block hashes and what is drawn from them, are then the same in every run.
 *
 * @param provider Changed in place; clients made afterwards go through it.
 * @param start Seconds since 1970 of the chain's first block, or later.
 */
export function holdClock(provider: Provider, start: number): void {
  const request = provider.request.bind(provider);
  let now = start;
  provider.request = async (args) => {
    if (args.method === 'evm_setNextBlockTimestamp') {
      now = Number((args.params as [number | string])[0]) - 1;
      return now;
    }
    if (MINING.has(args.method)) {
      now += 1;
      await request({ method: 'evm_setNextBlockTimestamp', params: [now] });
      if (args.method === 'hardhat_mine') now += Number((args.params as [string])[0]) - 1;
    }
    const answer = await request(args);
    if (args.method === 'evm_revert') now = await latestTime(request);
    return answer;
  };
}

async function latestTime(request: Provider['request']): Promise<number> {
  const block = await request({ method: 'eth_getBlockByNumber', params: ['latest', false] });
  return Number((block as { timestamp: string }).timestamp);
}
