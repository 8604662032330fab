import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { CID } from 'multiformats/cid';
import { onTestFinished } from 'vitest';
import { openEmbeddedStore } from '../src/storage/embedded-store.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** TEST DOUBLE of a Kubo daemon: the endpoints of its RPC that the node calls, over a store of ours. */
export type FakeKubo = {
  url: string;
  pins: Set<string>;
  /** Set: answers `add` with the CID another profile would give. */
  otherProfile: string | undefined;
  /** Set: answers `block/get` with these bytes. */
  wrongBlock: Uint8Array | undefined;
};

/** A daemon on a free port. */
export async function fakeKubo(): Promise<FakeKubo> {
  const store = await openEmbeddedStore(await temporaryFolder());
  const fake: FakeKubo = { url: '', pins: new Set(), otherProfile: undefined, wrongBlock: undefined };
  const server = createServer((request, response) => {
    void (async () => {
      const { pathname, searchParams } = new URL(request.url!, 'http://kubo');
      const body = await buffer(request);
      const cid = (searchParams.get('arg') ?? '').replace('/ipfs/', '');
      const json = (value: unknown): void =>
        void response
          .writeHead(200, { 'content-type': 'application/json' })
          .end(`${JSON.stringify(value)}\n`);
      switch (pathname) {
        case '/api/v0/add': {
          const stored = await store.put([filePart(body)]);
          const hash = fake.otherProfile ?? stored.cid;
          fake.pins.add(hash);
          return json({ Name: hash, Hash: hash, Size: String(stored.size) });
        }
        case '/api/v0/block/get': {
          const known = await store.hasBlock(CID.parse(cid));
          if (!known) return void response.writeHead(500).end(JSON.stringify({ Message: 'block not found' }));
          return void response.end(fake.wrongBlock ?? (await store.block(CID.parse(cid))));
        }
        case '/api/v0/pin/rm':
          fake.pins.delete(cid);
          return json({ Pins: [cid] });
        case '/api/v0/pin/add':
          fake.pins.add(cid);
          return json({ Pins: [cid] });
        case '/api/v0/pin/ls':
          return json({
            Keys: Object.fromEntries([...fake.pins].map((pin) => [pin, { Type: 'recursive' }])),
          });
        case '/api/v0/version':
          return json({ Version: '0.0.0-double', Commit: '', Repo: '16', System: '', Golang: '' });
        default:
          return void response.writeHead(404).end();
      }
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  fake.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return fake;
}

/** The first part of a multipart body. */
function filePart(body: Buffer): Buffer {
  const headersEnd = body.indexOf('\r\n\r\n') + 4;
  const boundary = body.subarray(0, body.indexOf('\r\n'));
  return body.subarray(headersEnd, body.indexOf(`\r\n${boundary.toString()}`, headersEnd));
}
