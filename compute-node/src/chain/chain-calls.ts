import { disputesAbi, jobEscrowAbi, nodeRegistryAbi } from '@cultivar/sdk/abi';
import { encodeFunctionData } from 'viem';
import type { ChainCall, ChainCalls } from './chain.ts';
import type { ContractAddresses } from './open-reader.ts';

/** The calls the node makes, encoded. */
export function chainCalls({ jobEscrow, nodeRegistry, disputes }: ContractAddresses): ChainCalls {
  const escrow = (data: `0x${string}`): ChainCall => ({ to: jobEscrow, data, valueWei: 0n });
  const disputed = (data: `0x${string}`): ChainCall => ({ to: disputes, data, valueWei: 0n });
  const nodes = (data: `0x${string}`, valueWei = 0n): ChainCall => ({ to: nodeRegistry, data, valueWei });
  const abi = jobEscrowAbi;
  return {
    claim: (jobId, terms) => escrow(encodeFunctionData({ abi, functionName: 'claim', args: [jobId, terms] })),
    submit: (jobId, terms, submission) =>
      escrow(encodeFunctionData({ abi, functionName: 'submit', args: [jobId, terms, submission] })),
    finalize: (jobId, terms, submission) =>
      escrow(encodeFunctionData({ abi, functionName: 'finalize', args: [jobId, terms, submission] })),
    releaseBond: (jobId, terms, submission) =>
      escrow(encodeFunctionData({ abi, functionName: 'releaseBond', args: [jobId, terms, submission] })),
    mintResult: (jobId, terms, submission) =>
      escrow(encodeFunctionData({ abi, functionName: 'mintResult', args: [jobId, terms, submission] })),
    drawAudits: (...args) =>
      disputed(encodeFunctionData({ abi: disputesAbi, functionName: 'drawAudits', args })),
    closeAudits: (...args) =>
      disputed(encodeFunctionData({ abi: disputesAbi, functionName: 'closeAudits', args })),
    openLeaves: (...args) => disputed(encodeFunctionData({ abi: disputesAbi, functionName: 'open', args })),
    drawJury: (...args) => disputed(encodeFunctionData({ abi: disputesAbi, functionName: 'drawJury', args })),
    resolveDispute: (...args) =>
      disputed(encodeFunctionData({ abi: disputesAbi, functionName: 'resolve', args })),
    register: (digest, classes, stakeWei) =>
      nodes(
        encodeFunctionData({ abi: nodeRegistryAbi, functionName: 'register', args: [digest, classes] }),
        stakeWei,
      ),
    updateNode: (digest) =>
      nodes(encodeFunctionData({ abi: nodeRegistryAbi, functionName: 'update', args: [digest] })),
    joinClass: (id) =>
      nodes(encodeFunctionData({ abi: nodeRegistryAbi, functionName: 'joinClass', args: [id] })),
  };
}
