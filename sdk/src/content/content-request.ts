import { ContentError } from './content-error.ts';

/** Where content is kept and how it is reached. */
export type ContentSource = {
  /** Base URL of a content store's gateway, e.g. `http://127.0.0.1:8181`. */
  contentUrl: string;
  /** @default globalThis.fetch */
  fetch?: typeof globalThis.fetch;
};

/**
 * One HTTP request to the store; resolves only for a 2xx answer.
 *
 * @throws ContentError `unreachable`, `missing` (404) or `refused`; an abort is passed on as it is.
 */
export async function contentRequest(
  source: ContentSource,
  path: string,
  cid: string,
  init: RequestInit,
): Promise<Response> {
  const url = new URL(path, withSlash(source.contentUrl)).href;
  const send = source.fetch ?? globalThis.fetch;
  let response: Response;
  try {
    response = await send(url, init);
  } catch (cause) {
    if (init.signal?.aborted) throw cause;
    throw new ContentError({ code: 'unreachable', url }, { cause });
  }
  if (response.ok) return response;
  const detail = await problemDetail(response);
  if (response.status === 404) throw new ContentError({ code: 'missing', cid });
  throw new ContentError({ code: 'refused', url, status: response.status, detail });
}

const DETAIL_LIMIT_CHARS = 500;

/** The `detail` of a problem document (RFC 9457), or the start of whatever text came. */
async function problemDetail(response: Response): Promise<string> {
  const text = (await response.text()).slice(0, 16_384);
  const fallback = text.slice(0, DETAIL_LIMIT_CHARS) || response.statusText || 'no reason given';
  if (!response.headers.get('content-type')?.includes('json')) return fallback;
  try {
    const problem = JSON.parse(text) as { detail?: unknown; title?: unknown };
    return String(problem.detail ?? problem.title ?? fallback).slice(0, DETAIL_LIMIT_CHARS);
  } catch {
    // A store that mislabels its answer still deserves to be quoted.
    return fallback;
  }
}

function withSlash(url: string): string {
  return url.endsWith('/') ? url : `${url}/`;
}
