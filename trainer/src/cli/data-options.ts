import type { Command } from 'commander';
import { positiveNumber } from './numbers.ts';

/** What was said about the data. */
export type DataFlags = {
  data: string[];
  weight?: number[];
  format?: string;
  column?: string;
  promptColumn?: string;
  completionColumn?: string;
  systemColumn?: string;
};

const gather = <T>(value: T, before: T[] | undefined): T[] => [...(before ?? []), value];

/** Gives a command the options that name data. */
export function withDataOptions(command: Command): Command {
  return command
    .requiredOption('-d, --data <path>', 'file or folder of rows; again for more datasets', gather<string>)
    .option(
      '--weight <number>',
      "share of a dataset's rows against the others; once for each --data",
      (text: string, before: number[] | undefined) => gather(positiveNumber(text), before),
    )
    .option(
      '--format <name>',
      'sharegpt, messages, alpaca, prompt-completion, text or preference; default: guessed',
    )
    .option('--column <name>', 'column of the turns, or of the text')
    .option('--prompt-column <name>', 'column of what is asked')
    .option('--completion-column <name>', 'column of the answer')
    .option('--system-column <name>', 'column of the system message');
}
