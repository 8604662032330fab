import { encodeAbiParameters, keccak256, parseAbiParameters } from 'viem';
import { expect, it } from 'vitest';
import { digest } from './support/digest.ts';
import { chain, protocol } from './support/protocol.ts';

const ENCODED = parseAbiParameters(
  'uint256 chainId, address disputes, uint256 jobId, uint256 index, address juror, bytes32 stateHash, bytes32 proof, bytes32 salt',
);

it('are committed to as documented, so that any juror can do it without asking the contract', async () => {
  const p = await chain.networkHelpers.loadFixture(protocol);
  const juror = p.accounts.stranger.account.address;
  const [stateHash, proof, salt] = [digest('state'), digest('proof'), digest('salt')];
  const chainId = BigInt(await p.publicClient.getChainId());
  const words = [chainId, p.disputes.address, 7n, 3n, juror, stateHash, proof, salt] as const;
  expect(await p.disputes.read.hashFinding([7n, 3n, juror, { stateHash, proof }, salt])).toBe(
    keccak256(encodeAbiParameters(ENCODED, words)),
  );
});
