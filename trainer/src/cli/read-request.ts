import { readFile } from 'node:fs/promises';
import { trainRequestSchema } from '../run/train-request.ts';
import type { TrainRequest } from '../run/train-request.ts';
import { UsageError } from './usage-error.ts';

/**
 * A request that was written to a file.
 *
 * @param missing What to say where there is none.
 * @throws UsageError
 */
export async function readRequest(path: string, missing: UsageError): Promise<TrainRequest> {
  const text = await readFile(path, 'utf8').catch(() => {
    throw missing;
  });
  const request = trainRequestSchema.safeParse(parsed(text));
  if (request.success) return request.data;
  const [issue] = request.error.issues;
  const what = `${issue!.path.join('.') || 'not a request'}: ${issue!.message}`;
  throw new UsageError(`${path}: ${what}`, 'Start it anew with `run`.');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Told apart by the schema: undefined is no request.
    return undefined;
  }
}
