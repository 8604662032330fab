import * as abi from '@cultivar/sdk/abi';
import { network } from 'hardhat';
import { getContractAddress, parseAbi, toFunctionSelector } from 'viem';
import type { Abi, Hex } from 'viem';
import { privateKeyToAddress } from 'viem/accounts';
import { Chain } from '../chain/chain.ts';
import type { Env } from '../core/env.ts';
import type { World } from '../core/world.ts';
import type { Cast } from './cast.ts';
import { CAST_KEYS, castWith, WALLET_OWNER } from './cast.ts';
import type { Stage } from './stage.ts';

const WEALTH = 10n ** 24n;
const GUARDIAN = 2n;
/** The same on every run, so that the same seed draws the same nodes. */
const FIRST_DAY = '2026-01-01T00:00:00Z';
const ORDER = ['manager', 'assets', 'market', 'treasury', 'nodes', 'escrow', 'disputes'] as const;
const TOKEN = parseAbi([
  'function mint(address account, uint256 amount)',
  'function approve(address spender, uint256 amount) returns (bool)',
  'function balanceOf(address account) view returns (uint256)',
  'function nonces(address owner) view returns (uint256)',
  'function allowance(address owner, address spender) view returns (uint256)',
  'event Transfer(address indexed from, address indexed to, uint256 value)',
  'event Approval(address indexed owner, address indexed spender, uint256 value)',
  'error ERC20InsufficientAllowance(address spender, uint256 allowance, uint256 needed)',
  'error ERC20InsufficientBalance(address sender, uint256 balance, uint256 needed)',
]);

/** Deploys the protocol with nothing set, beside two tokens, on a chain of its own where gas is free. */
export async function openStage(): Promise<Stage> {
  const accounts = CAST_KEYS.map((privateKey) => ({ privateKey, balance: WEALTH }));
  const connection = await network.create({
    network: 'default',
    override: { initialBaseFeePerGas: 0, gasPrice: 0n, initialDate: FIRST_DAY, accounts },
  } as never);
  const { viem, provider } = connection;
  const [deployer] = await viem.getWalletClients();
  const foretold = ORDER.map((_, i) =>
    getContractAddress({ from: deployer!.account.address, nonce: BigInt(i) }),
  );
  const at = Object.fromEntries(ORDER.map((name, i) => [name, foretold[i]!.toLowerCase()])) as Env['at'];
  const deploy = async (name: string, args: readonly unknown[]) =>
    (await viem.deployContract(name, args as never[])).address.toLowerCase() as Hex;

  await deploy('AccessManager', [deployer!.account.address]);
  await deploy('AssetRegistry', [at.manager, at.market, at.escrow]);
  await deploy('LicenseMarket', [at.manager, at.assets, at.treasury]);
  await deploy('Treasury', [at.manager, at.market, at.escrow, at.nodes, at.disputes]);
  await deploy('NodeRegistry', [at.manager, at.treasury, at.escrow, at.disputes]);
  await deploy('JobEscrow', [at.manager, at.assets, at.nodes, at.treasury, at.disputes]);
  await deploy('Disputes', [at.nodes, at.escrow, at.treasury]);
  const batch = await deploy('ViewBatch', []);
  const tokens = [await deploy('TestToken', []), await deploy('PermitToken', [])];
  const wallet = await deploy('SmartWallet', [privateKeyToAddress(CAST_KEYS[WALLET_OWNER]!)]);
  await provider.request({ method: 'hardhat_impersonateAccount', params: [wallet] });
  await provider.request({ method: 'hardhat_setBalance', params: [wallet, `0x${WEALTH.toString(16)}`] });
  const cast = castWith(tokens, wallet);
  const abis: Record<string, Abi> = {
    manager: abi.accessManagerAbi,
    assets: abi.assetRegistryAbi,
    market: abi.licenseMarketAbi,
    treasury: abi.treasuryAbi,
    nodes: abi.nodeRegistryAbi,
    escrow: abi.jobEscrowAbi,
    disputes: abi.disputesAbi,
  };
  for (const token of tokens) abis[token] = TOKEN;
  const places = { ...at, batch, ...Object.fromEntries(tokens.map((token) => [token, token])) };
  const chain = new Chain(provider, places, abis);
  await appoint(chain, cast);
  const { number, now } = await chain.block();
  const memory = { signatures: new Map(), traces: new Map(), draws: new Map(), votes: new Map() };
  const chainId = BigInt((await provider.request({ method: 'eth_chainId' })) as string);
  const stage = {
    chain,
    cast,
    memory,
    hashes: new Map(),
    seen: new Map(),
    world: freshWorld(cast, at.treasury),
  };
  return { ...stage, clock: { now, block: number }, chainId, at };
}

/** Gives the guardian its role; everything else stays with the governor, who has deployed it all. */
async function appoint(chain: Chain, { governor, guardian }: Cast): Promise<void> {
  const call = async (functionName: string, args: readonly unknown[]) => {
    const data = chain.encode('manager', functionName, args);
    const params = [{ from: governor, to: chain.at['manager'], data, gasPrice: '0x0' }];
    await chain.rpc.request({ method: 'eth_sendTransaction', params });
  };
  for (const name of ['assets', 'market', 'nodes', 'escrow']) {
    const pause = chain.functionOf(name, 'pause');
    await call('setTargetFunctionRole', [chain.at[name], [toFunctionSelector(pause)], GUARDIAN]);
  }
  await call('grantRole', [GUARDIAN, guardian, 0]);
}

function freshWorld(cast: Cast, treasury: Hex): World {
  const native = new Map([...cast.keys.keys()].map((account) => [account as string, WEALTH]));
  const fresh = (permits: boolean) => ({
    balances: new Map(),
    allowances: new Map(),
    permits,
    nonces: new Map(),
  });
  return {
    governor: cast.governor,
    guardian: cast.guardian,
    paused: { assets: false, market: false, nodes: false, escrow: false },
    native: native.set(treasury, 0n),
    tokens: new Map(cast.tokens.map((token, i) => [token, fresh(i === 1)])),
    treasury: { credits: new Map(), escrowed: new Map(), staked: 0n, allowed: new Map() },
    assets: { assets: new Map(), manifests: new Map(), operators: new Set() },
    market: { offers: new Map(), licenses: new Map(), operators: new Set(), nonces: new Map(), feeBps: 0n },
    nodes: {
      nodes: new Map(),
      classes: new Map(),
      minStake: 0n,
      unbondingTime: 0n,
      // Nobody has a ticket before governance says what one takes.
      ticketUnit: 2n ** 96n - 1n,
      minTicketAge: 0n,
    },
    jobs: { jobs: new Map(), versions: [] },
    disputes: { disputes: new Map(), audits: new Map(), votes: new Map() },
  };
}
