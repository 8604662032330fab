import type { RequestHandler } from 'express';

const READS = new Set(['GET', 'HEAD']);
const LOCAL = /^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

/** Who may write from a browser: exact origins, besides pages of this machine where `local` is set. */
export type WriteOrigins = { listed: readonly string[]; local: boolean };

/** CORS: any page may read, listed pages may do the rest. Programs that are no browsers are not affected. */
export function allowOrigins(writers: WriteOrigins): RequestHandler {
  return (request, response, next) => {
    const origin = request.get('origin');
    if (origin === undefined) return next();
    const method = request.get('access-control-request-method') ?? request.method;
    const allowed =
      READS.has(method) || writers.listed.includes(origin) || (writers.local && LOCAL.test(origin));
    if (allowed) {
      response.set('access-control-allow-origin', READS.has(method) ? '*' : origin);
      response.set(
        'access-control-expose-headers',
        'content-range, content-length, etag, x-ipfs-roots, retry-after',
      );
      response.vary('Origin');
    }
    if (request.method !== 'OPTIONS') return next();
    if (allowed) {
      response.set('access-control-allow-methods', 'GET, HEAD, POST, PUT, OPTIONS');
      response.set(
        'access-control-allow-headers',
        'authorization, content-type, cache-control, range, last-event-id, accept',
      );
      response.set('access-control-max-age', '600');
    }
    response.status(204).end();
  };
}
