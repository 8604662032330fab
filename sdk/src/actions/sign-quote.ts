import type { Hex } from 'viem';
import { signTypedData } from 'viem/actions';
import type { On, WriteClient } from '../contracts/clients.ts';
import type { Quote } from '../contracts/contract-types.ts';
import { quoteTypedData } from '../contracts/quote-typed-data.ts';

/** Signs an offer to do a job at a price, as its node; see `hireNode`. */
export function signQuote(client: WriteClient, { deployment, quote }: On<{ quote: Quote }>): Promise<Hex> {
  return signTypedData(client, { account: client.account, ...quoteTypedData(deployment, quote) });
}
