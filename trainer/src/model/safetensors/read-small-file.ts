import { openRandomAccessFile } from '#random-access-file';
import { ModelFileError } from '../model-file-error.ts';
import type { ModelFile } from '../model-file.ts';
import { parseJsonObject } from '../parse-json.ts';

/** A tokenizer with a vocabulary of 256,000 takes 35 MB; everything else beside the weights is short. */
const LARGE = /^(tokenizer|model\.safetensors\.index)\.json$/;
const MAX_LARGE_BYTES = 64 << 20;
const MAX_BYTES = 1 << 20;

/** A text that stands beside the weights; undefined when there is none of that name. @throws ModelFileError */
export async function optionalText(files: readonly ModelFile[], name: string): Promise<string | undefined> {
  const bytes = await optionalBytes(files, name);
  try {
    return bytes && new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new ModelFileError('malformed', name, 'is not UTF-8');
  }
}

/** A JSON object beside the weights; undefined when there is none of that name. @throws ModelFileError */
export async function optionalJson(
  files: readonly ModelFile[],
  name: string,
): Promise<Record<string, unknown> | undefined> {
  const bytes = await optionalBytes(files, name);
  return bytes && parseJsonObject(name, bytes);
}

/** A JSON object beside the weights. @throws ModelFileError `missing` when it is not there. */
export async function requiredJson(
  files: readonly ModelFile[],
  name: string,
): Promise<Record<string, unknown>> {
  const json = await optionalJson(files, name);
  if (!json) throw new ModelFileError('missing', name, 'the model needs it and it is not there');
  return json;
}

async function optionalBytes(files: readonly ModelFile[], name: string): Promise<Uint8Array | undefined> {
  const found = files.find((file) => file.name === name);
  if (!found) return undefined;
  const file = await openRandomAccessFile(name, found.path);
  try {
    const limit = LARGE.test(name) ? MAX_LARGE_BYTES : MAX_BYTES;
    if (file.size > limit) {
      throw new ModelFileError('too_large', name, `has ${file.size} bytes, more than ${limit}`);
    }
    return await file.read(0, file.size);
  } finally {
    await file.close();
  }
}
