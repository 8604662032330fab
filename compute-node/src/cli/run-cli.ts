import { Command, CommanderError } from 'commander';
import { gatewayCommand } from './gateway-command.ts';

/**
 * Runs the command line.
 *
 * @returns The exit code: 0 done, 1 failed, 2 called wrongly.
 */
export async function runCli(argv: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const program = new Command('cultivar-node')
    .description('Watches jobs, fine-tunes, delivers, serves.')
    .showHelpAfterError()
    .exitOverride();
  program.addCommand(gatewayCommand(env));
  try {
    await program.parseAsync([...argv]);
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    process.stderr.write(`${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}\n`);
    return 1;
  }
}
