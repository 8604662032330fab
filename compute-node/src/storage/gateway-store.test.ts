import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileCid } from '@cultivar/sdk/spec';
import { CID } from 'multiformats/cid';
import { pino } from 'pino';
import { expect, it, onTestFinished } from 'vitest';
import { bytes, collect } from '../../test/bytes.ts';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { openEmbeddedStore } from './embedded-store.ts';
import type { EmbeddedStore } from './embedded-store.ts';
import { gatewayStore } from './gateway-store.ts';
import { startGateway } from './gateway/start-gateway.ts';

const MIB = 1024 * 1024;

it('fetches a file block by block and keeps it', async () => {
  const file = bytes(3 * MIB);
  const honest = await honestGateway(file);
  const cache = await openEmbeddedStore(await temporaryFolder());
  const store = gatewayStore({ cache, sources: [honest.url] });
  expect(await collect(store.get(honest.cid))).toEqual(file);
  expect(await cache.has(honest.cid)).toBe(true);
});

it('drops a gateway that answers wrong bytes, and goes on with an honest one', async () => {
  const file = bytes(3 * MIB);
  const honest = await honestGateway(file);
  const liar = await server((_url, send) => send(200, bytes(MIB, 7)));
  const dropped: string[] = [];
  const store = gatewayStore({
    cache: await openEmbeddedStore(await temporaryFolder()),
    sources: [liar, honest.url],
    onDropped: (error) => dropped.push(`${error.name} ${error.source}`),
  });
  expect(await collect(store.get(honest.cid))).toEqual(file);
  expect(dropped).toEqual([`BlockCorruptError ${liar}`]);
  expect((await store.status()).detail).toContain(liar);
});

it('refuses the file when every gateway lies', async () => {
  const { cid } = await fileCid([bytes(3 * MIB)]);
  const liar = await server((_url, send) => send(200, bytes(100)));
  const store = gatewayStore({ cache: await openEmbeddedStore(await temporaryFolder()), sources: [liar] });
  await expect(collect(store.get(cid))).rejects.toMatchObject({ name: 'BlockCorruptError', source: liar });
});

it('reads no more of an endless block than a block may hold', async () => {
  const { cid } = await fileCid([bytes(10)]);
  let sent = 0;
  const liar = await server((_url, _send, response) => {
    response.writeHead(200);
    const more = (): void => {
      sent += MIB;
      if (response.write(bytes(MIB, sent))) setImmediate(more);
      else response.once('drain', more);
    };
    more();
  });
  const store = gatewayStore({ cache: await openEmbeddedStore(await temporaryFolder()), sources: [liar] });
  await expect(collect(store.get(cid))).rejects.toMatchObject({ name: 'BlockCorruptError' });
  expect(sent).toBeLessThan(64 * MIB);
});

it('passes over a gateway that is down and one that does not have it', async () => {
  const file = bytes(MIB * 2);
  const honest = await honestGateway(file);
  const empty = await server((_url, send) => send(404, new Uint8Array()));
  const store = gatewayStore({
    cache: await openEmbeddedStore(await temporaryFolder()),
    sources: ['http://127.0.0.1:1', empty, honest.url],
  });
  expect(await collect(store.get(honest.cid))).toEqual(file);
});

it('says where it asked when nobody has the file', async () => {
  const { cid } = await fileCid([bytes(10)]);
  const empty = await server((_url, send) => send(404, new Uint8Array()));
  const store = gatewayStore({ cache: await openEmbeddedStore(await temporaryFolder()), sources: [empty] });
  await expect(collect(store.get(cid))).rejects.toMatchObject({
    name: 'ContentMissingError',
    asked: [empty],
  });
});

it('goes on where an interrupted fetch stopped', async () => {
  const file = bytes(4 * MIB);
  const honest = await honestGateway(file);
  const cache = await openEmbeddedStore(await temporaryFolder());
  // Blocks are asked for together and handed out in order: when the last one fails, those before it are kept.
  const blocks: string[] = [];
  for await (const block of honest.store.walk(CID.parse(honest.cid))) blocks.push(block.toString());
  const asked: string[] = [];
  let broken = true;
  const relay = await server(async (url, send) => {
    const cid = url.split('/')[2]!.split('?')[0]!;
    if (broken && cid === blocks.at(-1)) return send(500, new Uint8Array());
    asked.push(cid);
    send(200, await honest.store.block(CID.parse(cid)));
  });
  const store = gatewayStore({ cache, sources: [relay] });
  await expect(collect(store.get(honest.cid))).rejects.toMatchObject({ name: 'GatewayUnavailableError' });
  broken = false;
  expect(await collect(store.get(honest.cid))).toEqual(file);
  expect(asked.toSorted()).toEqual(blocks.toSorted());
});

it('publishes what is put', async () => {
  const honest = await honestGateway(bytes(10));
  const cache = await openEmbeddedStore(await temporaryFolder());
  const store = gatewayStore({ cache, sources: [honest.url], publishTo: honest.url });
  const file = bytes(2 * MIB + 1, 5);
  const { cid } = await store.put([file]);
  const got = await fetch(`${honest.url}/ipfs/${cid}`);
  expect(new Uint8Array(await got.arrayBuffer())).toEqual(file);
});

async function honestGateway(file: Uint8Array): Promise<{ url: string; cid: string; store: EmbeddedStore }> {
  const dir = await temporaryFolder();
  const store = await openEmbeddedStore(dir);
  const { cid } = await store.put([file]);
  const stop = new AbortController();
  const logger = pino({ level: 'silent' });
  const gateway = await startGateway({ dir, port: 0, host: '127.0.0.1', signal: stop.signal, logger });
  onTestFinished(async () => {
    stop.abort();
    await gateway.closed;
  });
  return { url: gateway.url, cid, store };
}

type Answer = (
  url: string,
  send: (status: number, body: Uint8Array) => void,
  response: import('node:http').ServerResponse,
) => unknown;

/** A gateway that misbehaves as a test needs it. */
async function server(answer: Answer): Promise<string> {
  const http = createServer((request, response) => {
    void answer(request.url ?? '', (status, body) => response.writeHead(status).end(body), response);
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    http.closeAllConnections();
    http.close();
  });
  return `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
}
