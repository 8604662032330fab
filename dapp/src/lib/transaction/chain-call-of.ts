import type { PreparedCall } from '@cultivar/sdk';
import type { ChainCall } from '../wallet/chain-call.ts';

/** A call prepared by the SDK as the port takes it. */
export function chainCallOf({ to, data, value }: Pick<PreparedCall, 'to' | 'data' | 'value'>): ChainCall {
  return { to, data, valueWei: value };
}
