import { Option } from 'commander';
import type { Command } from 'commander';
import { positiveInteger } from './numbers.ts';

/** Engines that `--engine` takes. */
export const ENGINES = ['onnx', 'python'] as const;

/** Loaders that `--loader` takes. */
export const LOADERS = ['transformers', 'unsloth'] as const;

/** What was said about a cluster. */
export type RayFlags = { ray?: string | undefined };

/** Gives a command the options that choose an engine. */
export function withEngineOption(command: Command): Command {
  return command
    .addOption(
      new Option('--engine <name>', 'python: transformers and PEFT, for GPUs; installed apart')
        .choices(ENGINES)
        .default('onnx'),
    )
    .option('--gpus <count>', 'GPUs of the Python engine, a process each', positiveInteger)
    .addOption(
      new Option(
        '--loader <name>',
        'what opens the model of the Python engine; unsloth: where it computes the same, in class tolerance',
      ).choices(LOADERS),
    );
}

/** Gives a command the option that sends a run to a cluster. */
export function withRayOption(command: Command): Command {
  return command.option('--ray <url>', "run the Python engine as a job of this Ray cluster's head");
}
