import { encodeAbiParameters, keccak256, parseAbiParameters } from 'viem';
import type { Address, Hex } from 'viem';
import type { Deployment } from '../deployment.ts';
import type { Finding } from './contract-types.ts';

/** What a juror commits to. */
export type FindingHashParameters = {
  jobId: bigint;
  index: bigint;
  juror: Address;
  finding: Finding;
  /** Random, and kept until the reveal. */
  salt: Hex;
};

/**
 * The commitment of a juror, as `IDisputes.hashFinding`. Computed here: asked of an endpoint, the finding would be known
 * to it before the reveal.
 */
export function findingHash(
  { chainId, addresses }: Deployment,
  { jobId, index, juror, finding, salt }: FindingHashParameters,
): Hex {
  const { stateHash, proof } = finding;
  const values = [BigInt(chainId), addresses.disputes, jobId, index, juror, stateHash, proof, salt] as const;
  return keccak256(encodeAbiParameters(COMMITMENT, values));
}

const COMMITMENT = parseAbiParameters(
  'uint256, address, uint256, uint256, address, bytes32, bytes32, bytes32',
);
