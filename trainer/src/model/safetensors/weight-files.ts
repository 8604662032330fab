import { ModelFileError } from '../model-file-error.ts';
import type { ModelFile } from '../model-file.ts';
import { optionalJson } from './read-small-file.ts';

const INDEX = 'model.safetensors.index.json';
/** A name that stays in the model's own folder, whatever reads it. */
const PLAIN = /^[A-Za-z0-9][A-Za-z0-9._-]*\.safetensors$/;

/**
 * The files of weights, and in which of them the index says that each tensor stands; without an index, the one file.
 *
 * @throws ModelFileError for an index that names anything but files of this model.
 */
export async function weightFiles(
  files: readonly ModelFile[],
): Promise<{ shards: ModelFile[]; places?: ReadonlyMap<string, string> }> {
  const shards = files.filter((file) => file.name.endsWith('.safetensors'));
  const index = await optionalJson(files, INDEX);
  if (!index) {
    if (shards.length === 1) return { shards };
    throw new ModelFileError('missing', INDEX, `${shards.length} files of weights and no index of them`);
  }
  const places = new Map(Object.entries(weightMap(index['weight_map'])));
  const named = [...new Set(places.values())].sort().map((name) => {
    const shard = shards.find((file) => file.name === name);
    if (!shard) throw new ModelFileError('missing', name, `is named by ${INDEX} and not there`);
    return shard;
  });
  return { shards: named, places };
}

function weightMap(map: unknown): Record<string, string> {
  if (typeof map !== 'object' || map === null || Array.isArray(map) || Object.keys(map).length === 0) {
    throw new ModelFileError('malformed', INDEX, 'has no weight_map');
  }
  for (const [tensor, name] of Object.entries(map)) {
    if (typeof name === 'string' && PLAIN.test(name)) continue;
    const shown = (JSON.stringify(name) ?? '').slice(0, 100);
    throw new ModelFileError('malformed', INDEX, `${tensor} stands in ${shown}, which is no file of a model`);
  }
  return map as Record<string, string>;
}
