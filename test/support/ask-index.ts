/** Asks the index of the running stack one question. */
export async function askIndex<T>(graphqlUrl: string, query: string): Promise<T> {
  const response = await fetch(graphqlUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  const { data, errors } = (await response.json()) as { data?: T; errors?: { message: string }[] };
  if (data === undefined || errors !== undefined)
    throw new Error(`the index refused: ${JSON.stringify(errors)}`);
  return data;
}
