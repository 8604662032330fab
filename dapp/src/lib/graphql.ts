import { GraphqlError } from './graphql-error.ts';

type Answer<T> = { data?: T | null; errors?: { message: string }[] };

/**
 * Asks the index one question.
 *
 * @throws GraphqlError when it cannot be reached, is not ready, or refuses the query.
 */
export async function graphql<T>(
  url: string,
  query: string,
  variables: Record<string, unknown>,
  signal?: AbortSignal,
): Promise<T> {
  const response = await post(url, JSON.stringify({ query, variables }), signal);
  if (!response.ok) throw new GraphqlError(url, `answered ${response.status}`, response.status >= 500);
  let answer: Answer<T>;
  try {
    answer = (await response.json()) as Answer<T>;
  } catch (error) {
    throw new GraphqlError(url, 'answered something that is not JSON', true, { cause: error });
  }
  const [problem] = answer.errors ?? [];
  if (problem) throw new GraphqlError(url, `refused the query: ${problem.message}`, false);
  if (!answer.data) throw new GraphqlError(url, 'answered without data', true);
  return answer.data;
}

async function post(url: string, body: string, signal: AbortSignal | undefined): Promise<Response> {
  try {
    return await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
      signal: signal ?? null,
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new GraphqlError(url, 'did not answer', true, { cause: error });
  }
}
