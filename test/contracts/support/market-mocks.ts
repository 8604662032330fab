import { getContract, parseAbi } from 'viem';
import type { Abi, Address } from 'viem';
import type { Contract } from './contract.ts';
import { chain } from './protocol.ts';

const TOKEN = parseAbi([
  'function mint(address account, uint256 amount)',
  'function approve(address spender, uint256 amount) returns (bool)',
  'function balanceOf(address account) view returns (uint256)',
  'function allowance(address owner, address spender) view returns (uint256)',
  'function nonces(address owner) view returns (uint256)',
  'function permit(address owner, address spender, uint256 value, uint256 deadline, uint8 v, bytes32 r, bytes32 s)',
]);

const HOSTILE_TOKEN = parseAbi([
  'function mint(address account, uint256 amount)',
  'function approve(address spender, uint256 amount) returns (bool)',
  'function callBack(address target, bytes data)',
  'function succeeded() view returns (bool)',
]);

const WALLET = parseAbi([
  'function setOwner(address newOwner)',
  'function setManner(uint8 manner)',
  'function execute(address target, bytes data) payable',
]);

const RECEIVER = parseAbi([
  'error TokenReceiver_Refused()',
  'event Received(address operator, address from, uint256 tokenId, bytes data)',
]);

/** `TokenReceiver.Manner`. */
export const MANNER = { Accept: 0, Refuse: 1, AnswerWrongly: 2, EatGas: 3, SendBack: 4 } as const;

/** `SmartWallet.Manner`. */
export const WALLET_MANNER = {
  AskOwner: 0,
  AnswerWrongly: 1,
  AnswerShort: 2,
  AnswerDirty: 3,
  Refuse: 4,
  EatGas: 5,
} as const;

/** Deploys an ERC-20 with permits. */
export const deployPermitToken = () => deploy('PermitToken', [], TOKEN);

/** Deploys an ERC-20 whose permit misbehaves. */
export const deployHostilePermitToken = () => deploy('HostilePermitToken', [], HOSTILE_TOKEN);

/** Deploys an ERC-1271 wallet. */
export const deploySmartWallet = (owner: Address) => deploy('SmartWallet', [owner], WALLET);

/** Deploys a receiver of ERC-721 tokens. */
export const deployReceiver = (manner: number) => deploy('TokenReceiver', [manner], RECEIVER);

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
