import { mnemonicToAccount, privateKeyToAddress } from 'viem/accounts';
import { getAddress, isAddress, isHex } from 'viem';
import type { Address, Hex } from 'viem';
import { LOCAL_MNEMONIC } from '../services/chain.ts';
import { NETWORKS } from './parameters/networks.ts';
import type { NetworkName } from './parameters/networks.ts';
import type { ProtocolParameters } from './parameters/protocol-parameters.ts';

/** The command line or the environment does not say where and as whom to deploy. */
export class DeployInputError extends Error {
  override readonly name = 'DeployInputError';
}

const DEMO_ACCOUNTS = 32;

/**
 * What to deploy where, from the command line and the environment.
 *
 * @throws DeployInputError for an unknown network, a missing or malformed setting, or a key that everybody knows
 */
export function networkOf(
  args: readonly string[],
  env: Record<string, string | undefined>,
): { name: NetworkName; parameters: ProtocolParameters; rpcUrl: string; key: Hex } {
  const [name] = args;
  if (!isNetwork(name)) {
    throw new DeployInputError(
      `no profile of network ${name ?? '(none named)'}; known: ${Object.keys(NETWORKS).join(', ')}`,
    );
  }
  const { CULTIVAR_RPC_URL: rpcUrl, CULTIVAR_DEPLOYER_KEY: key } = env;
  if (!rpcUrl) throw new DeployInputError('CULTIVAR_RPC_URL is not set');
  // The key itself never goes into a message.
  if (!isHex(key) || key.length !== 66) {
    throw new DeployInputError('CULTIVAR_DEPLOYER_KEY is not a private key of 32 bytes in hex');
  }
  const deployer = privateKeyToAddress(key);
  if (isDemoAccount(deployer)) {
    throw new DeployInputError(`${deployer} is a public demo account, for the local chain only`);
  }
  const { governance } = NETWORKS[name];
  const parameters = {
    ...NETWORKS[name],
    governance: {
      ...governance,
      governor: accountOf('CULTIVAR_GOVERNOR', env),
      guardian: accountOf('CULTIVAR_GUARDIAN', env),
    },
  };
  return { name, parameters, rpcUrl, key };
}

function isNetwork(name: string | undefined): name is NetworkName {
  return name !== undefined && Object.hasOwn(NETWORKS, name);
}

function accountOf(variable: string, env: Record<string, string | undefined>): Address {
  const text = env[variable];
  if (!text || !isAddress(text)) throw new DeployInputError(`${variable} is not an account`);
  return getAddress(text);
}

function isDemoAccount(address: Address): boolean {
  for (let addressIndex = 0; addressIndex < DEMO_ACCOUNTS; addressIndex += 1) {
    if (mnemonicToAccount(LOCAL_MNEMONIC, { addressIndex }).address === address) return true;
  }
  return false;
}
