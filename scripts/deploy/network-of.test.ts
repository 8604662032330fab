import { generatePrivateKey } from 'viem/accounts';
import { expect, it } from 'vitest';
import { DeployInputError, networkOf } from './network-of.ts';

const GOVERNOR = '0x1111111111111111111111111111111111111111';
const GUARDIAN = '0x2222222222222222222222222222222222222222';
const env = () => ({
  CULTIVAR_RPC_URL: 'http://127.0.0.1:1',
  CULTIVAR_DEPLOYER_KEY: generatePrivateKey(),
  CULTIVAR_GOVERNOR: GOVERNOR,
  CULTIVAR_GUARDIAN: GUARDIAN,
});
/** Of the first account of the public mnemonic. */
const DEMO_KEY = '0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80';

it('reads the network, its chain and who governs it', () => {
  const { name, parameters, rpcUrl } = networkOf(['paseo'], env());
  expect(name).toBe('paseo');
  expect(rpcUrl).toBe('http://127.0.0.1:1');
  expect(parameters.chainId).toBe(420_420_417);
  expect(parameters.governance).toMatchObject({ governor: GOVERNOR, guardian: GUARDIAN });
});

it('refuses a network without a profile', () => {
  for (const args of [[], ['optimism'], ['toString']]) {
    expect(() => networkOf(args, env())).toThrow(DeployInputError);
    expect(() => networkOf(args, env())).toThrow(/no profile of network/);
  }
});

it('refuses a missing setting, by its name', () => {
  for (const variable of Object.keys(env())) {
    expect(() => networkOf(['sepolia'], { ...env(), [variable]: undefined })).toThrow(variable);
  }
});

it('refuses a malformed key without showing it', () => {
  const secret = 'not a key at all';
  try {
    networkOf(['sepolia'], { ...env(), CULTIVAR_DEPLOYER_KEY: secret });
    expect.unreachable();
  } catch (error) {
    expect(error).toBeInstanceOf(DeployInputError);
    expect(String(error)).not.toContain(secret);
  }
});

it('refuses a key that everybody knows', () => {
  const call = () => networkOf(['polkadotHub'], { ...env(), CULTIVAR_DEPLOYER_KEY: DEMO_KEY });
  expect(call).toThrow(/public demo account/);
});
