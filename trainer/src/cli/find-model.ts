import { readdir, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { fetchBaseModel } from '../fetch/fetch-base-model.ts';
import { SMOLLM2_135M_INSTRUCT } from '../fetch/smollm2-135m-instruct.ts';
import type { ModelFile } from '../model/model-file.ts';
import type { Surroundings } from './surroundings.ts';
import { UsageError } from './usage-error.ts';

/** Models that are fetched by name. */
export const KNOWN_MODELS = { 'smollm2-135m-instruct': SMOLLM2_135M_INSTRUCT } as const;

const PARTS = /\.(safetensors|json|jinja)$/;

/** Where models are kept between runs. */
export function cacheDirOf(env: NodeJS.ProcessEnv): string {
  return env['CULTIVAR_CACHE_DIR'] ?? join(env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'cultivar');
}

/**
 * The files of a model: a known name, which is fetched once; a GGUF file; or a folder of safetensors.
 *
 * @throws UsageError when there is none; FetchError
 */
export async function findModel(
  model: string,
  { env, err }: Pick<Surroundings, 'env' | 'err'>,
): Promise<ModelFile[]> {
  const known = KNOWN_MODELS[model.toLowerCase() as keyof typeof KNOWN_MODELS];
  if (known) {
    const cacheDir = join(cacheDirOf(env), 'models');
    const onMiss = (line: string) => void err.write(`${line}\n`);
    return (await fetchBaseModel(known, { cacheDir, onMiss })).files;
  }
  const path = resolve(model);
  const there = await stat(path).catch(() => undefined);
  if (there?.isFile()) return [{ name: basename(path), path }];
  if (!there) {
    const names = Object.keys(KNOWN_MODELS).join(', ');
    throw new UsageError(
      `there is no model ${model}`,
      `Give a GGUF file, a folder of safetensors, or ${names}.`,
    );
  }
  const names = await readdir(path);
  const gguf = names.filter((name) => name.endsWith('.gguf'));
  if (gguf.length > 1) throw new UsageError(`${model} holds ${gguf.length} GGUF files`, 'Name one of them.');
  const files = gguf.length === 1 ? gguf : names.filter((name) => PARTS.test(name)).toSorted();
  return files.map((name) => ({ name, path: join(path, name) }));
}
