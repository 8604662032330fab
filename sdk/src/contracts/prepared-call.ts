import { encodeFunctionData } from 'viem';
import type { Abi, Address, ContractFunctionArgs, ContractFunctionName, Hex } from 'viem';
import type { Deployment } from '../deployment.ts';
import { CONTRACT_ABIS } from './contract-abis.ts';
import type { ContractAbis, ContractName } from './contract-abis.ts';

/** A call that is ready to be shown, dry-run and sent. */
export type PreparedCall = {
  to: Address;
  data: Hex;
  /** Native currency that goes with it, in wei. */
  value: bigint;
  /** What is encoded in `data`, for a preview. */
  contract: ContractName;
  functionName: string;
  args: readonly unknown[];
};

type Writable = 'nonpayable' | 'payable';

/** Encodes a call of one of the protocol's contracts. */
export function prepareCall<
  C extends ContractName,
  F extends ContractFunctionName<ContractAbis[C], Writable>,
  A extends ContractFunctionArgs<ContractAbis[C], Writable, F>,
>(deployment: Deployment, contract: C, functionName: F, args: A, value = 0n): PreparedCall {
  const abi: Abi = CONTRACT_ABIS[contract];
  return {
    to: deployment.addresses[contract],
    data: encodeFunctionData({ abi, functionName: functionName as string, args: args as readonly unknown[] }),
    value,
    contract,
    functionName: functionName as string,
    args: args as readonly unknown[],
  };
}
