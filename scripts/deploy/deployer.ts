import type { Abi, Account, Address, Chain, Hex, PublicClient, Transport, WalletClient } from 'viem';
import { AddressMismatchError } from './address-mismatch-error.ts';
import type { Artifact } from './artifact.ts';

/** Clients of one chain; the account of the wallet deploys. */
export type DeployClients = {
  walletClient: WalletClient<Transport, Chain, Account>;
  publicClient: PublicClient;
};

/** Sends one transaction after the other and waits for each. */
export type Deployer = {
  /** Creates a contract. @throws AddressMismatchError unless it lands where it is expected. */
  create(artifact: Artifact, args: readonly unknown[], expected: Address): Promise<void>;
  /** Calls a contract. @throws DeployCallError when it reverts. */
  call(address: Address, abi: Abi, functionName: string, args: readonly unknown[]): Promise<void>;
};

/** A transaction of a deployment reverted. */
export class DeployCallError extends Error {
  override readonly name = 'DeployCallError';
  readonly hash: Hex;

  constructor(what: string, hash: Hex) {
    super(`${what} reverted in ${hash}`);
    this.hash = hash;
  }
}

/** A deployer over viem clients. */
export function createDeployer({ walletClient, publicClient }: DeployClients): Deployer {
  const mined = async (what: string, hash: Hex) => {
    const receipt = await publicClient.waitForTransactionReceipt({ hash, pollingInterval: 50 });
    if (receipt.status !== 'success') throw new DeployCallError(what, hash);
    return receipt;
  };
  return {
    async create({ abi, bytecode, contractName }, args, expected) {
      const hash = await walletClient.deployContract({ abi, bytecode, args });
      const { contractAddress } = await mined(contractName, hash);
      if (contractAddress?.toLowerCase() !== expected.toLowerCase()) {
        throw new AddressMismatchError(contractName, expected, contractAddress);
      }
    },
    async call(address, abi, functionName, args) {
      await mined(functionName, await walletClient.writeContract({ address, abi, functionName, args }));
    },
  };
}
