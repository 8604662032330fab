import { ModelFileError } from '../model-file-error.ts';
import type { ModelFile } from '../model-file.ts';
import { openRandomAccessFile } from '../random-access-file.ts';

const MAX_BYTES = 64 << 20;

/** A text that stands beside the weights; undefined when there is none of that name. @throws ModelFileError */
export async function optionalText(files: readonly ModelFile[], name: string): Promise<string | undefined> {
  const found = files.find((file) => file.name === name);
  if (!found) return undefined;
  const file = await openRandomAccessFile(name, found.path);
  try {
    if (file.size > MAX_BYTES) throw new ModelFileError('too_large', name, `has ${file.size} bytes`);
    return new TextDecoder('utf-8', { fatal: true }).decode(await file.read(0, file.size));
  } catch (error) {
    if (error instanceof ModelFileError) throw error;
    throw new ModelFileError('malformed', name, 'is not UTF-8');
  } finally {
    await file.close();
  }
}

/** A JSON object beside the weights; undefined when there is none of that name. @throws ModelFileError */
export async function optionalJson(
  files: readonly ModelFile[],
  name: string,
): Promise<Record<string, unknown> | undefined> {
  const text = await optionalText(files, name);
  return text === undefined ? undefined : parseObject(name, text);
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

function parseObject(name: string, text: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new ModelFileError('malformed', name, `is no JSON (${(error as Error).message})`);
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return value as Record<string, unknown>;
  throw new ModelFileError('malformed', name, 'is no JSON object');
}
