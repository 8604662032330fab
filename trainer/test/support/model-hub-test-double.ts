import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** What the hub holds and how it behaves. */
export type HubBehaviour = {
  /** Content by `<repo>/resolve/<revision>/<path>`. */
  files: Record<string, Buffer>;
  /** Cuts the connection once: after so many bytes of a body, when `told`. */
  breakOnce?: { afterBytes: number; told: Promise<void> };
  /** Keeps files in a store of its own: describes them when asked to, and redirects there for their bytes. */
  linked?: boolean;
  /** Takes requests and never answers. */
  silent?: boolean;
};

/**
 * TEST DOUBLE of a model hub: the `resolve` route of huggingface.co with ranges, entity tags and its error code for a
 * missing file. The real hub cannot be reached where tests run.
 */
export async function startModelHubTestDouble(behaviour: HubBehaviour) {
  const requests: { url: string; range: string | undefined }[] = [];
  let broken = false;
  const server = createServer((request, response) => {
    requests.push({ url: request.url!, range: request.headers.range });
    if (behaviour.silent) return;
    const path = decodeURIComponent(request.url!.slice(1).split('?')[0]!);
    const body = behaviour.files[path.replace(/^store\//, '')];
    if (!body) {
      response.writeHead(404, { 'X-Error-Code': 'EntryNotFound' }).end();
      return;
    }
    if (behaviour.linked && !path.startsWith('store/')) {
      describeOrRedirect(request, response, path, body.length);
      return;
    }
    const { start, part } = slice(request, body);
    const headers = {
      ETag: '"tag"',
      'Accept-Ranges': 'bytes',
      'Content-Length': part.length,
      'Content-Range': `bytes ${start}-${start + part.length - 1}/${body.length}`,
    };
    response.writeHead(request.headers.range ? 206 : 200, headers);
    const { breakOnce } = behaviour;
    if (breakOnce && !broken && part.length > breakOnce.afterBytes) {
      broken = true;
      response.write(part.subarray(0, breakOnce.afterBytes));
      void breakOnce.told.then(() => response.destroy());
    } else response.end(part);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(
    () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  );
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests };
}

/** What the hub answers for a large file: its description where the client takes that, else the way to its bytes. */
function describeOrRedirect(
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  size: number,
): void {
  const headers = { 'X-Linked-Size': size, 'X-Linked-ETag': '"tag"', 'X-Xet-Hash': 'ab'.repeat(32) };
  if (request.headers.accept?.includes('application/vnd.xet-fileinfo+json')) {
    const at = `http://${request.headers.host}`;
    const link = `<${at}/auth>; rel="xet-auth", <${at}/info>; rel="xet-reconstruction-info"`;
    response
      .writeHead(200, { ...headers, 'Content-Type': 'application/vnd.xet-fileinfo+json', Link: link })
      .end('{}');
  } else response.writeHead(302, { ...headers, Location: `/store/${path}` }).end();
}

function slice(request: IncomingMessage, body: Buffer): { start: number; part: Buffer } {
  const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '') ?? [];
  const start = Number(from ?? 0);
  return { start, part: body.subarray(start, to ? Number(to) + 1 : undefined) };
}
