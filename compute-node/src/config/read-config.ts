import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { ConfigError } from './config-error.ts';
import { nodeConfigSchema } from './node-config.ts';
import type { NodeConfig } from './node-config.ts';

/** Environment variables and the settings they set. */
export const CONFIG_VARIABLES: Readonly<Record<string, string>> = {
  CULTIVAR_NODE_DIR: 'dir',
  CULTIVAR_NODE_PRIVATE_KEY: 'privateKey',
  CULTIVAR_NODE_RPC_URL: 'rpcUrl',
  CULTIVAR_NODE_HOST: 'host',
  CULTIVAR_NODE_PORT: 'port',
  CULTIVAR_NODE_PUBLIC_URL: 'publicUrl',
  CULTIVAR_NODE_GATEWAY_URL: 'gatewayUrl',
  CULTIVAR_NODE_MIN_PRICE_WEI: 'minPriceWei',
  CULTIVAR_NODE_STAKE_WEI: 'stakeWei',
  CULTIVAR_NODE_THREADS: 'threads',
  CULTIVAR_NODE_OPENVINO_DIR: 'openVinoDir',
  CULTIVAR_NODE_LOG_LEVEL: 'logLevel',
};

/**
 * Puts a configuration together: the file, over it the environment, over it the flags.
 *
 * `deployment` may be the path of a file (relative to the configuration's) that holds it.
 *
 * @throws ConfigError naming every setting that is wrong.
 */
export function readConfig(
  path: string | undefined,
  env: NodeJS.ProcessEnv,
  flags: Record<string, unknown>,
): NodeConfig {
  const settings: Record<string, unknown> = path === undefined ? {} : { ...(readJson(path) as object) };
  for (const [variable, setting] of Object.entries(CONFIG_VARIABLES)) {
    if (env[variable] !== undefined && env[variable] !== '') settings[setting] = env[variable];
  }
  for (const [setting, value] of Object.entries(flags)) {
    if (value !== undefined) settings[setting] = value;
  }
  if (typeof settings['deployment'] === 'string') {
    const base = path === undefined ? process.cwd() : dirname(resolve(path));
    settings['deployment'] = readJson(resolve(base, settings['deployment']));
  }
  return checkConfig(settings);
}

/**
 * Checks a configuration.
 *
 * @throws ConfigError naming every setting that is wrong, never a value: it may be a key.
 */
export function checkConfig(settings: unknown): NodeConfig {
  const result = nodeConfigSchema.safeParse(settings);
  if (result.success) return result.data;
  throw new ConfigError(
    result.error.issues.map(({ path, message }) => ({ path: path.join('.') || 'configuration', message })),
  );
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    throw new ConfigError([{ path, message: missing ? 'there is no such file' : (error as Error).message }]);
  }
}
