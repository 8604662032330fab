import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A running double of the content gateway. */
export type ContentDouble = {
  url: string;
  /** From now on the first byte of everything is another. */
  corrupt: () => void;
  close: () => Promise<void>;
};

/**
 * TEST DOUBLE of the content gateway: hands out the given bytes by CID. It checks nothing, as a bad gateway
 * would not; what is checked in the page is what the tests are about.
 */
export async function startContentDouble(content: ReadonlyMap<string, Uint8Array>): Promise<ContentDouble> {
  let corrupt = false;
  const server = createServer((request, response) => {
    response.setHeader('access-control-allow-origin', '*');
    const cid = /^\/ipfs\/([a-z0-9]+)/.exec(request.url ?? '')?.[1];
    const bytes = cid === undefined ? undefined : content.get(cid);
    if (bytes === undefined) response.writeHead(404).end();
    else
      response
        .writeHead(200, { 'content-type': 'application/octet-stream' })
        .end(corrupt ? flipped(bytes) : bytes);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    corrupt: () => (corrupt = true),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function flipped(bytes: Uint8Array): Uint8Array {
  const other = Uint8Array.from(bytes);
  other[0] = (other[0] ?? 0) ^ 1;
  return other;
}
