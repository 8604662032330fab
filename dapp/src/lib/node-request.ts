import { problemSchema } from '@cultivar/sdk';
import type { ZodType } from 'zod';
import { NodeError } from './node-error.ts';

/**
 * Asks a compute node for JSON and checks what comes.
 *
 * @throws NodeError when it does not answer, answers with a problem, or with something else than was asked for.
 */
export async function nodeRequest<T>(
  nodeUrl: string,
  path: string,
  schema: ZodType<T>,
  init: RequestInit = {},
  fetcher: typeof fetch = fetch,
): Promise<T> {
  const url = `${nodeUrl.replace(/\/$/, '')}${path}`;
  let response: Response;
  try {
    response = await fetcher(url, init);
  } catch (cause) {
    if (init.signal?.aborted) throw cause;
    throw new NodeError(url, 0, 'it does not answer', { cause });
  }
  if (!response.ok) throw await nodeProblem(url, response);
  const result = schema.safeParse(await response.json().catch(() => undefined));
  if (result.success) return result.data;
  const [first] = result.error.issues;
  throw new NodeError(
    url,
    response.status,
    `its answer is not understood (${first?.path.join('.')}: ${first?.message})`,
  );
}

/** The problem document of a refused request as an error. */
export async function nodeProblem(url: string, response: Response): Promise<NodeError> {
  const problem = problemSchema.safeParse(await response.json().catch(() => undefined));
  return new NodeError(url, response.status, problem.data?.detail ?? `it answered ${response.status}`);
}
