import { Command } from 'commander';
import { createLogger } from '../log/create-logger.ts';
import { createNode } from '../node.ts';
import { configOf, withConfigOptions } from './config-options.ts';
import { stopSignal } from './stop-signal.ts';

/** `start`: runs the node until it is told to stop. */
export function startCommand(env: NodeJS.ProcessEnv): Command {
  return withConfigOptions(new Command('start').description('Run the node until SIGINT or SIGTERM.')).action(
    async (flags: Record<string, unknown>) => {
      const config = configOf(flags, env);
      const logger = createLogger({ level: config.logLevel, pretty: process.stderr.isTTY });
      const node = await createNode(config, logger, stopSignal());
      await node.done;
    },
  );
}
