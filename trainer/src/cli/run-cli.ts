import { Command, CommanderError } from 'commander';
import { ExportError } from '../export/export-error.ts';
import { GenerationError } from '../generate/generation-error.ts';
import { PlanError } from '../plan/plan-error.ts';
import { EXIT_CODES, exitCodeOf } from '../run/exit-codes.ts';
import { benchCommand } from './bench-command.ts';
import { doctorCommand } from './doctor-command.ts';
import { evalCommand } from './eval-command.ts';
import { exportCommand } from './export-command.ts';
import { generateCommand } from './generate-command.ts';
import { inspectCommand } from './inspect-command.ts';
import { mergeCommand } from './merge-command.ts';
import { planCommand } from './plan-command.ts';
import { replayCommand } from './replay-command.ts';
import { resumeCommand } from './resume-command.ts';
import { runCommand } from './run-command.ts';
import type { Surroundings } from './surroundings.ts';
import { tellFailure } from './tell-failure.ts';
import { UsageError } from './usage-error.ts';

const CODES = `
Exit codes:
  0  done
  1  unexpected: worth another try
  2  refused: the call or its inputs are at fault and would be again
  3  diverged: the loss left the numbers
  4  canceled: what was reached is kept, \`resume\` goes on from it
  5  differs: a replayed leaf is not the trace's

Environment:
  CULTIVAR_CACHE_DIR  where models and OpenVINO are kept; default ~/.cache/cultivar
  CULTIVAR_OPENVINO   a folder that holds OpenVINO's libraries already
`;

/**
 * Runs the command line.
 *
 * @param args Without the program's name.
 * @returns The exit code.
 */
export async function runCli(args: readonly string[], surroundings: Surroundings): Promise<number> {
  const { out, err } = surroundings;
  const program = new Command('cultivar-train')
    .description('Fine-tunes language models on this machine.')
    .addHelpText('after', CODES)
    .showHelpAfterError('(add --help for examples)');
  const commands = [
    inspectCommand(surroundings),
    planCommand(surroundings),
    runCommand(surroundings),
    resumeCommand(surroundings),
    replayCommand(surroundings),
    evalCommand(surroundings),
    generateCommand(surroundings),
    mergeCommand(surroundings),
    exportCommand(surroundings),
    benchCommand(surroundings),
    doctorCommand(surroundings),
  ];
  for (const command of commands) program.addCommand(command.copyInheritedSettings(program));
  const output = {
    writeOut: (text: string) => void out.write(text),
    writeErr: (text: string) => void err.write(text),
  };
  for (const command of [program, ...commands]) command.configureOutput(output).exitOverride();
  try {
    await program.parseAsync([...args], { from: 'user' });
    return EXIT_CODES.finished;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : EXIT_CODES.refused;
    tellFailure(error, surroundings);
    const refused = [UsageError, PlanError, ExportError, GenerationError].some(
      (kind) => error instanceof kind,
    );
    return refused ? EXIT_CODES.refused : exitCodeOf(error);
  }
}
