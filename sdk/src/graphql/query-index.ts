import type { IndexDocument } from './index-document.ts';
import { IndexError } from './index-error.ts';
import type { IndexProblem } from './index-error.ts';

/** How to ask. */
export type QueryIndexOptions = {
  signal?: AbortSignal;
  /** @default globalThis.fetch */
  fetch?: typeof globalThis.fetch;
};

/**
 * Asks an index. A partial answer counts as none.
 *
 * @throws IndexError; an abort is passed on as it is.
 */
export async function queryIndex<Result, Variables extends object>(
  url: string,
  document: IndexDocument<Result, Variables>,
  variables: Variables,
  { signal, fetch: send = globalThis.fetch }: QueryIndexOptions = {},
): Promise<Result> {
  const fail = (problem: IndexProblem, cause?: unknown) =>
    new IndexError({ url, document: document.name, problem }, { cause });
  let response: Response;
  let body: unknown;
  try {
    response = await send(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ query: document.text, operationName: document.name, variables }),
      ...(signal && { signal }),
    });
    body = await parsed(response);
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw fail({ code: 'unreachable' }, cause);
  }
  const { data, errors } = (body ?? {}) as { data?: Result; errors?: { message?: unknown }[] };
  if (Array.isArray(errors) && errors.length > 0) {
    throw fail({ code: 'query', messages: errors.map(({ message }) => String(message)) });
  }
  if (data === undefined || data === null) throw fail({ code: 'not-graphql', status: response.status });
  return data;
}

/** The body as JSON; undefined when it is something else. */
async function parsed(response: Response): Promise<unknown> {
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
