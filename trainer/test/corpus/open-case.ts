import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { readPeftAdapter } from '../../src/adapter/read-peft-adapter.ts';
import type { DecoderConfig } from '../../src/model/decoder-config.ts';
import { ModelFileError } from '../../src/model/model-file-error.ts';
import { openModel } from '../../src/model/open-model.ts';
import type { ModelBytes } from './corpus-case.ts';

/** How the trainer answered a case: `opened`, a named reason, or a failure without a name. */
export type CaseAnswer = { code: string; message: string; ms: number };

/**
 * Writes a case's files into `dir` and opens them as a model, or as an adapter for a model of `config`.
 *
 * @returns The answer, and how long the trainer took for it.
 */
export async function openCase(dir: string, files: ModelBytes, config?: DecoderConfig): Promise<CaseAnswer> {
  await mkdir(dir, { recursive: true });
  const names = Object.keys(files);
  for (const name of names) await writeFile(join(dir, name), files[name]!);
  const start = performance.now();
  const answer = await (
    config
      ? readPeftAdapter(dir, config)
      : openModel(names.map((name) => ({ name, path: join(dir, name) }))).then((model) => model.close())
  ).then(
    () => ({ code: 'opened', message: '' }),
    (error: unknown) =>
      error instanceof ModelFileError
        ? { code: error.code, message: error.message }
        : { code: 'unnamed', message: String(error) },
  );
  return { ...answer, ms: performance.now() - start };
}
