import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Command } from 'commander';
import { parseManifest } from '@cultivar/sdk/spec';
import type { JobManifest } from '@cultivar/sdk/spec';
import { writeFileAtomically } from '../run/write-file-atomically.ts';
import { withDataOptions } from './data-options.ts';
import { withEngineOption, withRayOption } from './engine-options.ts';
import type { RayFlags } from './engine-options.ts';
import {
  withExecutorOption,
  withModelOption,
  withPlanOptions,
  withRecomputeOption,
  withTrainingOptions,
} from './job-options.ts';
import { requestOf } from './request-of.ts';
import type { RequestFlags } from './request-of.ts';
import { REQUEST_FILE, trainRequest } from './train-request.ts';
import type { Surroundings } from './surroundings.ts';
import { UsageError } from './usage-error.ts';

const EXAMPLES = `
Examples:
  cultivar-train run --data rows.jsonl --out my-adapter
  cultivar-train run --data rows.jsonl --template instruction --rank 8 --steps 100 --eval-every 20 --out my-adapter
  cultivar-train run my-adapter/job.json --data rows.jsonl --out again

Ctrl-C keeps what was reached; \`cultivar-train resume my-adapter\` goes on to the same bits.
In the folder: adapter/ (PEFT), events.jsonl, result.json with the metrics, job.json, the trace and its checkpoints.
`;

/** `run`: a fine-tune from flags, or from a manifest. */
export function runCommand(surroundings: Surroundings): Command {
  const command = new Command('run')
    .description('Fine-tune a model on data.')
    .argument('[manifest]', "a job's manifest in JSON; the flags that describe a job are then left out")
    .requiredOption('-o, --out <folder>', 'where everything is written')
    .addHelpText('after', EXAMPLES);
  const whole = withTrainingOptions(withPlanOptions(withDataOptions(withModelOption(command))));
  return withRayOption(withEngineOption(withRecomputeOption(withExecutorOption(whole)))).action(
    async (path: string | undefined, flags: RequestFlags & RayFlags, called: Command) => {
      const readManifest = (datasets: readonly string[]) => readJob(path!, called, datasets);
      const request = await requestOf(flags, surroundings, path ? readManifest : undefined);
      await mkdir(request.outDir, { recursive: true });
      const pretty = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
      await writeFileAtomically(join(request.outDir, 'job.json'), pretty(request.manifest));
      await writeFileAtomically(join(request.outDir, REQUEST_FILE), pretty(request));
      await trainRequest(request, surroundings, flags);
    },
  );
}

const BESIDE_A_MANIFEST = new Set([
  'teacher',
  ...['model', 'data', 'out', 'threads', 'executor', 'recompute', 'format', 'column'],
  ...['engine', 'gpus', 'loader', 'ray'],
]);

async function readJob(path: string, called: Command, digests: readonly string[]): Promise<JobManifest> {
  const told = called.options.find(
    (option) =>
      called.getOptionValueSource(option.attributeName()) === 'cli' &&
      !BESIDE_A_MANIFEST.has(option.attributeName()),
  );
  if (told) {
    throw new UsageError(
      `${told.long ?? told.short ?? ''} and a manifest contradict each other`,
      'Change the manifest, or leave it out and describe the job by flags.',
    );
  }
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(
      `${path} cannot be read (${error.code ?? error.message})`,
      'Name a manifest in JSON.',
    );
  });
  const job = parseManifest(parsed(path, text), 'job');
  if (job.datasets.length !== digests.length) {
    const message = `the job names ${job.datasets.length} datasets, --data brings ${digests.length}`;
    throw new UsageError(message, 'Give --data once for each dataset, in the order of the manifest.');
  }
  return job;
}

function parsed(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${path} is no JSON (${(error as Error).message})`, 'Name a manifest in JSON.');
  }
}
