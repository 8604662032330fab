const TIMEOUT_MS = 20_000;

/** One call to a JSON-RPC endpoint. @throws Error with the endpoint's message when it answers with an error. */
export async function jsonRpc<T>(
  url: string,
  method: string,
  params: readonly unknown[] | Readonly<Record<string, unknown>>,
): Promise<T> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  const answer = (await response.json()) as { result?: T; error?: { message: string } };
  if (answer.error) throw new Error(`${method}: ${answer.error.message}`);
  return answer.result as T;
}
