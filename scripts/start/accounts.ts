import { createPublicClient, createWalletClient, defineChain, http } from 'viem';
import type { Account, Chain, PublicClient, Transport, WalletClient } from 'viem';
import { mnemonicToAccount } from 'viem/accounts';
import { LOCAL_CHAIN_ID, LOCAL_MNEMONIC } from '../services/chain.ts';

/** Who does what on the local chain, by index of the public mnemonic. */
export const ROLES = ['deployer', 'publisher', 'requester', 'node', 'buyer'] as const;
/** A role of the local chain. */
export type Role = (typeof ROLES)[number];

/** A client that signs for one account of the local chain. */
export type RoleClient = WalletClient<Transport, Chain, Account>;

/** The local chain's public client, and one that signs for each role. */
export type LocalClients = { reader: PublicClient<Transport, Chain> } & Record<Role, RoleClient>;

const POLL_MS = 100;

/** The account that plays a role. */
export function accountOf(role: Role) {
  return mnemonicToAccount(LOCAL_MNEMONIC, { addressIndex: ROLES.indexOf(role) });
}

/** Clients of the local chain for every role. */
export function localClients(rpcUrl: string): LocalClients {
  const chain = defineChain({
    id: LOCAL_CHAIN_ID,
    name: 'Cultivar Local',
    nativeCurrency: { name: 'Ether', symbol: 'ETH', decimals: 18 },
    rpcUrls: { default: { http: [rpcUrl] } },
  });
  const transport = http(rpcUrl);
  const signers = Object.fromEntries(
    ROLES.map((role) => [
      role,
      createWalletClient({ account: accountOf(role), chain, transport, pollingInterval: POLL_MS }),
    ]),
  ) as unknown as Record<Role, RoleClient>;
  // Always the newest block: a cached one would hide what was just mined.
  return {
    reader: createPublicClient({ chain, transport, pollingInterval: POLL_MS, cacheTime: 0 }),
    ...signers,
  };
}
