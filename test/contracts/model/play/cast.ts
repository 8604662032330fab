import { classId } from '@cultivar/sdk/spec';
import { keccak256, toHex } from 'viem';
import type { Hex } from 'viem';
import { privateKeyToAddress } from 'viem/accounts';

const USERS = 8;
const NODES = 24;

/** Who acts in a play: users buy, sell and ask; nodes compute. All addresses in lower case. */
export type Cast = {
  governor: Hex;
  guardian: Hex;
  users: readonly Hex[];
  nodes: readonly Hex[];
  tokens: readonly Hex[];
  classes: readonly Hex[];
  /** Users that are contracts; the key of their owner stands for theirs. */
  wallets: ReadonlySet<Hex>;
  /** Private keys of all of them. */
  keys: ReadonlyMap<Hex, Hex>;
};

/** Private keys of a cast, made of public words: the governor's, the guardian's, then those of users and nodes. */
export const CAST_KEYS: readonly Hex[] = Array.from({ length: 2 + USERS + NODES }, (_, i) =>
  keccak256(toHex(`actor ${i} of the model check`)),
);

/** Place of the key that owns the wallet. */
export const WALLET_OWNER = 1 + USERS;

/** The actors, with the tokens that they pay in; the last user acts through a wallet that it owns. */
export function castWith(tokens: readonly Hex[], wallet: Hex): Cast {
  const keys = new Map(
    CAST_KEYS.map((key, i) => [
      i === WALLET_OWNER ? wallet : (privateKeyToAddress(key).toLowerCase() as Hex),
      key,
    ]),
  );
  const all = [...keys.keys()];
  return {
    governor: all[0]!,
    guardian: all[1]!,
    users: all.slice(2, 2 + USERS),
    nodes: all.slice(2 + USERS),
    tokens,
    classes: ['exact:model/1', 'exact:model/2', 'loose:model/1'].map((name) => classId(name) as Hex),
    wallets: new Set([wallet]),
    keys,
  };
}
