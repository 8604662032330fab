import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** What the hub holds and how it behaves. */
export type HubBehaviour = {
  /** Content by `<repo>/resolve/<revision>/<path>`. */
  files: Record<string, Buffer>;
  /** Cuts the connection after so many bytes of a body, once. */
  breakOnceAfter?: number;
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
    const body = behaviour.files[decodeURIComponent(request.url!.slice(1).split('?')[0]!)];
    if (!body) {
      response.writeHead(404, { 'X-Error-Code': 'EntryNotFound' }).end();
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
    const { breakOnceAfter } = behaviour;
    if (breakOnceAfter !== undefined && !broken && part.length > breakOnceAfter) {
      broken = true;
      breakOff(response, part.subarray(0, breakOnceAfter));
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

function slice(request: IncomingMessage, body: Buffer): { start: number; part: Buffer } {
  const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '') ?? [];
  const start = Number(from ?? 0);
  return { start, part: body.subarray(start, to ? Number(to) + 1 : undefined) };
}

function breakOff(response: ServerResponse, part: Buffer): void {
  response.write(part, () => setTimeout(() => response.destroy(), 20));
}
