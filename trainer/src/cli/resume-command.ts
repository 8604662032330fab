import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Command } from 'commander';
import { trainRequestSchema } from '../run/train-request.ts';
import { positiveInteger } from './numbers.ts';
import type { Surroundings } from './surroundings.ts';
import { REQUEST_FILE, trainRequest } from './train-request.ts';
import { UsageError } from './usage-error.ts';

const EXAMPLES = `
Examples:
  cultivar-train resume my-adapter
`;

/** `resume`: goes on with a run that was stopped, to the same bits as if it had not been. */
export function resumeCommand(surroundings: Surroundings): Command {
  return new Command('resume')
    .description('Go on with a run that was stopped or killed.')
    .argument('<folder>', 'what `run` was given as --out')
    .option('--threads <count>', 'cores to work on', positiveInteger)
    .addHelpText('after', EXAMPLES)
    .action(async (folder: string, { threads }: { threads?: number }) => {
      const text = await readFile(join(folder, REQUEST_FILE), 'utf8').catch(() => {
        throw new UsageError(`${folder} holds no run`, 'Name the folder that `run` was given as --out.');
      });
      const request = trainRequestSchema.safeParse(JSON.parse(text));
      if (!request.success) {
        const [issue] = request.error.issues;
        const what = `${issue!.path.join('.')}: ${issue!.message}`;
        throw new UsageError(`${join(folder, REQUEST_FILE)}: ${what}`, 'Start it anew with `run`.');
      }
      await trainRequest({ ...request.data, ...(threads === undefined ? {} : { threads }) }, surroundings);
    });
}
