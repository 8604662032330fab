import { join } from 'node:path';

/** Where everything lives and listens. */
export type Settings = {
  /** The project. */
  root: string;
  /** What this run keeps: `.cultivar`, unless `CULTIVAR_STATE` says otherwise. */
  stateDir: string;
  /** State of the local services, `<stateDir>/local`. */
  localDir: string;
  ports: Ports;
  /** Do the main job and exit. */
  once: boolean;
};

/** One port for each part, on the loopback interface. */
export type Ports = Record<keyof typeof PORTS, number>;

/** Each part's port, and the environment variable that moves it. */
export const PORTS = {
  chain: { variable: 'CULTIVAR_CHAIN_PORT', port: 8545 },
  content: { variable: 'CULTIVAR_CONTENT_PORT', port: 8181 },
  index: { variable: 'CULTIVAR_INDEX_PORT', port: 8282 },
  postgres: { variable: 'CULTIVAR_POSTGRES_PORT', port: 8383 },
  node: { variable: 'CULTIVAR_NODE_PORT', port: 8484 },
  dapp: { variable: 'CULTIVAR_DAPP_PORT', port: 8585 },
} as const;

/** A setting cannot be what it is set to. */
export class SettingError extends Error {
  override readonly name = 'SettingError';
}

/**
 * Reads the settings of a run.
 *
 * @throws SettingError naming the argument or variable
 */
export function readSettings(root: string, argv: readonly string[], env: NodeJS.ProcessEnv): Settings {
  const unknown = argv.find((argument) => argument !== '--once');
  if (unknown) throw new SettingError(`${unknown} is not an option; there is only --once`);
  const stateDir = env.CULTIVAR_STATE || join(root, '.cultivar');
  const ports = Object.fromEntries(
    Object.entries(PORTS).map(([part, { variable, port }]) => [
      part,
      readPort(variable, env[variable], port),
    ]),
  ) as Ports;
  return { root, stateDir, localDir: join(stateDir, 'local'), ports, once: argv.includes('--once') };
}

function readPort(variable: string, text: string | undefined, preset: number): number {
  if (!text) return preset;
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new SettingError(`${variable} is ${text}; a port is a whole number from 1 to 65535`);
}
