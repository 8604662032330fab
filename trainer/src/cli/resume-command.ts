import { join } from 'node:path';
import { Command } from 'commander';
import type { Recompute } from '../engine/lanes/recompute.ts';
import { withRayOption } from './engine-options.ts';
import type { RayFlags } from './engine-options.ts';
import { withRecomputeOption } from './job-options.ts';
import { positiveInteger } from './numbers.ts';
import { readRequest } from './read-request.ts';
import type { Surroundings } from './surroundings.ts';
import { REQUEST_FILE, trainRequest } from './train-request.ts';
import { UsageError } from './usage-error.ts';

const EXAMPLES = `
Examples:
  cultivar-train resume my-adapter
`;

/** `resume`: goes on with a run that was stopped, to the same bits as if it had not been. */
export function resumeCommand(surroundings: Surroundings): Command {
  const command = new Command('resume')
    .description('Go on with a run that was stopped or killed.')
    .argument('<folder>', 'what `run` was given as --out')
    .option('--threads <count>', 'cores to work on', positiveInteger)
    .addHelpText('after', EXAMPLES);
  return withRayOption(withRecomputeOption(command)).action(
    async (
      folder: string,
      { threads, recompute, ray }: RayFlags & { threads?: number; recompute?: Recompute },
    ) => {
      const missing = new UsageError(
        `${folder} holds no run`,
        'Name the folder that `run` was given as --out.',
      );
      const request = await readRequest(join(folder, REQUEST_FILE), missing);
      const asked = {
        ...request,
        ...(threads === undefined ? {} : { threads }),
        ...(recompute === undefined ? {} : { recompute }),
      };
      await trainRequest(asked, surroundings, { ray });
    },
  );
}
