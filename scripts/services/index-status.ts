/** How far an index is. */
export type IndexStatus = { block: number; hasIndexingErrors: boolean };

const QUERY = '{ _meta { block { number } hasIndexingErrors } }';
const TIMEOUT_MS = 5_000;

/**
 * Asks an index which block it has reached.
 *
 * @throws Error while nobody answers, or the subgraph is not deployed yet.
 */
export async function indexStatus(graphqlUrl: string): Promise<IndexStatus> {
  const response = await fetch(graphqlUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: QUERY }),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  const answer = (await response.json()) as {
    data?: { _meta: { block: { number: number }; hasIndexingErrors: boolean } };
    errors?: { message: string }[];
  };
  if (!answer.data) throw new Error(answer.errors?.[0]?.message ?? `no index at ${graphqlUrl}`);
  const { block, hasIndexingErrors } = answer.data._meta;
  return { block: block.number, hasIndexingErrors };
}
