import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { text } from 'node:stream/consumers';

/** An answer over HTTP. */
export type Answer = { status: number; content: string };

/**
 * Sends a request and reads its answer. Not by `fetch`, which says `sec-fetch-mode` like a browser: Ray refuses browsers
 * everything but reading, so that no page can send it commands.
 *
 * @throws whatever the connection fails with, or after `timeoutMs` without an answer
 */
export async function send(
  method: 'GET' | 'POST',
  url: string,
  options: { body?: string | undefined; token?: string | undefined; timeoutMs: number },
): Promise<Answer> {
  const { body, token, timeoutMs } = options;
  const request = (url.startsWith('https:') ? httpsRequest : httpRequest)(url, {
    method,
    signal: AbortSignal.timeout(timeoutMs),
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
  });
  return new Promise((resolve, reject) => {
    request.once('error', reject);
    request.once('response', (response) => {
      text(response).then((content) => resolve({ status: response.statusCode!, content }), reject);
    });
    request.end(body);
  });
}
