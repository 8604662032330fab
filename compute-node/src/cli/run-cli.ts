import { Command, CommanderError } from 'commander';
import { doctorCommand } from './doctor-command.ts';
import { gatewayCommand } from './gateway-command.ts';
import { initCommand } from './init-command.ts';
import { registerCommand } from './register-command.ts';
import { startCommand } from './start-command.ts';
import { statusCommand } from './status-command.ts';

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
  const commands = [
    initCommand(),
    registerCommand(env),
    startCommand(env),
    statusCommand(),
    doctorCommand(env),
    gatewayCommand(env),
  ];
  for (const command of commands) program.addCommand(command.exitOverride());
  try {
    await program.parseAsync([...argv]);
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    process.stderr.write(`${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}\n`);
    return 1;
  }
}
