import { numberToHex } from 'viem';
import type { Hex } from 'viem';

/** Id of the `Protocol` entity. */
export const PROTOCOL_ENTITY_ID: Hex = '0x00';

/** Id under which the index knows the asset, offer, licence, job or version of parameters with this number. */
export function entityId(number: bigint): Hex {
  return numberToHex(number, { size: 32 });
}

/** Id under which the index knows an account or a node. */
export function accountEntityId(account: Hex): Hex {
  return account.toLowerCase() as Hex;
}

/** Id under which the index knows a manifest that an account put on chain. */
export function manifestEntityId(digest: Hex, publisher: Hex): Hex {
  return `${digest.toLowerCase()}${publisher.slice(2).toLowerCase()}` as Hex;
}
