import type { Abi, Account, Chain, GetContractReturnType, PublicClient, Transport, WalletClient } from 'viem';

/** A wallet with its account. */
export type Wallet = WalletClient<Transport, Chain, Account>;

/** A contract that can be read and written. */
export type Contract<A extends Abi> = GetContractReturnType<A, { public: PublicClient; wallet: Wallet }>;
