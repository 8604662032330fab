import type { IncomingMessage, ServerResponse } from 'node:http';
import sirv from 'sirv';

/** Vite names these after their content, so they never change. */
const HASHED = '/assets/';

/**
 * Answers for the built dApp: its files (brotli or gzip where they lie beside them), its run-time configuration
 * at `/cultivar.json`, and the page itself for every path a visitor may open.
 *
 * @param folder the built files
 * @param readConfig the configuration's JSON, read anew for each request
 */
export function siteHandler(folder: string, readConfig: () => Promise<string>) {
  const files = sirv(folder, {
    brotli: true,
    gzip: true,
    etag: true,
    single: true,
    // A missing script must stay missing: the page in its place would fail far from the cause.
    ignores: [/^\/assets\//, /\.(js|css|map|svg|png|ico|json|wasm|woff2|txt)$/],
    setHeaders: (response, path) => {
      const lasting = path.startsWith(HASHED);
      response.setHeader('cache-control', lasting ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    response.setHeader('x-content-type-options', 'nosniff');
    response.setHeader('referrer-policy', 'strict-origin-when-cross-origin');
    response.setHeader('x-frame-options', 'DENY');
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { allow: 'GET, HEAD' }).end();
      return;
    }
    if (new URL(request.url ?? '/', 'http://site').pathname === '/cultivar.json') {
      const json = await readConfig();
      response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' }).end(json);
      return;
    }
    files(request, response);
  };
}
