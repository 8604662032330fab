import { getContract, parseAbi } from 'viem';
import type { Abi, Address } from 'viem';
import type { Contract } from './contract.ts';
import { chain } from './protocol.ts';

const TOKEN = parseAbi([
  'function mint(address account, uint256 amount)',
  'function approve(address spender, uint256 amount) returns (bool)',
  'function balanceOf(address account) view returns (uint256)',
]);

const PAYEE = parseAbi([
  'function setManner(uint8 manner)',
  'function register(address registry, bytes32 manifestDigest, uint16 royaltyBps)',
  'function withdraw(uint256 amount)',
]);

const LIBRARIES = parseAbi([
  'function traceLeaf(uint256 jobId, uint256 index, bytes32 stateHash, bytes32 sealedHash) view returns (bytes32)',
  'function traceVerify(bytes32 root, bytes32 leafHash, uint256 index, uint256 count, bytes32[] path) view returns (bool)',
  'function cidToUri(bytes32 manifestDigest) view returns (string)',
]);

/** Deploys one of the test tokens. */
export const deployToken = (name: 'TestToken' | 'FeeToken' | 'FalseToken') => deploy(name, [], TOKEN);

/** Deploys a payee that misbehaves on request. */
export const deployHostilePayee = (treasury: Address) => deploy('HostilePayee', [treasury], PAYEE);

/** Deploys the door to the internal libraries. */
export const deployLibraryDoor = () => deploy('LibraryDoor', [], LIBRARIES);

async function deploy<const A extends Abi>(
  name: string,
  args: readonly unknown[],
  abi: A,
): Promise<Contract<A>> {
  const { address } = await chain.viem.deployContract(name, args as never[]);
  const [wallet] = await chain.viem.getWalletClients();
  return getContract({
    address,
    abi,
    client: { public: await chain.viem.getPublicClient(), wallet: wallet! },
  });
}
