import { Command } from 'commander';
import { createLogger } from '../log/create-logger.ts';
import { openCore } from '../node-core.ts';
import { registerNode } from '../register-node.ts';
import { configOf, withConfigOptions } from './config-options.ts';
import { stopSignal } from './stop-signal.ts';

/** `register`: stake, manifest and classes on chain. The node must not be running: it has the journal. */
export function registerCommand(env: NodeJS.ProcessEnv): Command {
  const description = 'Register the node with its stake, or bring its manifest and classes up to date.';
  return withConfigOptions(new Command('register').description(description)).action(
    async (flags: Record<string, unknown>) => {
      const config = configOf(flags, env);
      const logger = createLogger({ level: config.logLevel, pretty: process.stderr.isTTY });
      const core = await openCore(config, logger, stopSignal());
      try {
        const registration = await registerNode(core);
        process.stdout.write(
          `${JSON.stringify({ ...registration, stakeWei: String(registration.stakeWei) })}\n`,
        );
      } finally {
        core.close();
      }
    },
  );
}
