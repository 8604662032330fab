import type { Command } from 'commander';
import { CONFIG_VARIABLES, readConfig } from '../config/read-config.ts';
import type { NodeConfig } from '../config/node-config.ts';

/** Gives a command the options every one that runs a node has. */
export function withConfigOptions(command: Command): Command {
  return command
    .option('-c, --config <file>', 'configuration in JSON; see `cultivar-node init`')
    .option('--dir <folder>', "the node's folder: journal, keys, inputs, runs")
    .option('--rpc-url <url>', 'endpoint of the chain')
    .option('--host <address>', 'address the API listens on')
    .option('--port <port>', 'port the API listens on')
    .option('--public-url <url>', 'how users reach the API')
    .option('--gateway-url <url>', 'trustless gateway that serves what the node stores')
    .option('--min-price-wei <wei>', 'lowest price of a job')
    .option('--stake-wei <wei>', 'stake to register with; default the smallest allowed')
    .option('--threads <count>', 'CPU threads of the trainer')
    .option('--log-level <level>', 'trace, debug, info, warn, error or silent')
    .addHelpText('after', `\nEnvironment (stronger than the file, weaker than flags):\n${variables()}\n`);
}

/** The configuration a command was called with. */
export function configOf(flags: Record<string, unknown>, env: NodeJS.ProcessEnv): NodeConfig {
  const { config: path, json: _json, ...settings } = flags;
  return readConfig(path as string | undefined, env, settings);
}

function variables(): string {
  const width = Math.max(...Object.keys(CONFIG_VARIABLES).map((name) => name.length));
  return Object.entries(CONFIG_VARIABLES)
    .map(([name, setting]) => `  ${name.padEnd(width)}  ${setting}`)
    .join('\n');
}
