import { digestToCid, fileCid, sha256 } from '@cultivar/sdk/spec';
import { problemSchema } from '@cultivar/sdk';
import { CarReader } from '@ipld/car';
import { pino } from 'pino';
import { expect, it, onTestFinished } from 'vitest';
import { bytes } from '../../../test/bytes.ts';
import { temporaryFolder } from '../../../test/temporary-folder.ts';
import { startGateway } from './start-gateway.ts';

const MIB = 1024 * 1024;
const PROBE = 'QmUNLLsPACCz1vLxQVkXqqLX5R1X345qqfHbsf67hvA3Nn';

it('takes a file under its CID and gives it back', async () => {
  const url = await gateway();
  const file = bytes(2 * MIB + 3);
  const { cid } = await fileCid([file]);
  const put = await upload(url, cid, file);
  expect(put.status).toBe(201);
  expect(await put.json()).toEqual({ cid, size: file.byteLength });
  const got = await fetch(`${url}/ipfs/${cid}`);
  expect(got.headers.get('content-length')).toBe(String(file.byteLength));
  expect(got.headers.get('x-content-type-options')).toBe('nosniff');
  expect(new Uint8Array(await got.arrayBuffer())).toEqual(file);
});

it('answers 422 to other bytes and publishes nothing', async () => {
  const url = await gateway();
  const { cid } = await fileCid([bytes(2 * MIB)]);
  const put = await upload(url, cid, bytes(2 * MIB, 9));
  expect(put.status).toBe(422);
  expect(put.headers.get('content-type')).toContain('application/problem+json');
  expect(problemSchema.parse(await put.json()).type).toBe('urn:cultivar:error:cid-mismatch');
  expect((await fetch(`${url}/ipfs/${cid}`)).status).toBe(404);
});

it('answers 413 to an upload above the limit', async () => {
  const url = await gateway({ maxUploadBytes: MIB });
  const file = bytes(MIB + 1);
  const { cid } = await fileCid([file]);
  expect((await upload(url, cid, file)).status).toBe(413);
  const chunked = await fetch(`${url}/content/${cid}`, {
    method: 'PUT',
    body: new Blob([Uint8Array.from(file)]).stream(),
    duplex: 'half',
  } as RequestInit);
  expect(chunked.status).toBe(413);
});

it('serves one range, and 416 outside the file', async () => {
  const url = await gateway();
  const file = bytes(2 * MIB);
  const cid = await stored(url, file);
  const part = await fetch(`${url}/ipfs/${cid}`, { headers: { range: 'bytes=1048570-1048579' } });
  expect(part.status).toBe(206);
  expect(part.headers.get('content-range')).toBe('bytes 1048570-1048579/2097152');
  expect(new Uint8Array(await part.arrayBuffer())).toEqual(file.slice(1048570, 1048580));
  const tail = await fetch(`${url}/ipfs/${cid}`, { headers: { range: 'bytes=-3' } });
  expect(new Uint8Array(await tail.arrayBuffer())).toEqual(file.slice(-3));
  const outside = await fetch(`${url}/ipfs/${cid}`, { headers: { range: 'bytes=2097152-' } });
  expect(outside.status).toBe(416);
  expect(outside.headers.get('content-range')).toBe('bytes */2097152');
});

it('serves the raw block of a root', async () => {
  const url = await gateway();
  const file = bytes(2 * MIB);
  const cid = await stored(url, file);
  const raw = await fetch(`${url}/ipfs/${cid}?format=raw`);
  expect(raw.headers.get('content-type')).toBe('application/vnd.ipld.raw');
  const block = new Uint8Array(await raw.arrayBuffer());
  expect(block.byteLength).toBeLessThan(400);
  const accepted = await fetch(`${url}/ipfs/${cid}`, { headers: { accept: 'application/vnd.ipld.raw' } });
  expect(new Uint8Array(await accepted.arrayBuffer())).toEqual(block);
});

it('serves the whole graph as a CAR', async () => {
  const url = await gateway();
  const cid = await stored(url, bytes(3 * MIB));
  const car = await fetch(`${url}/ipfs/${cid}?format=car`);
  const reader = await CarReader.fromBytes(new Uint8Array(await car.arrayBuffer()));
  expect((await reader.getRoots()).map(String)).toEqual([cid]);
  let blocks = 0;
  for await (const { bytes: block } of reader.blocks()) blocks += block.byteLength > 0 ? 1 : 0;
  expect(blocks).toBe(4);
});

it('answers only-if-cached with 412 or 200, without fetching', async () => {
  const url = await gateway();
  const cid = await stored(url, bytes(10));
  const probe = { method: 'HEAD', headers: { 'cache-control': 'only-if-cached' } };
  expect((await fetch(`${url}/ipfs/${PROBE}`, probe)).status).toBe(412);
  expect((await fetch(`${url}/ipfs/${cid}`, probe)).status).toBe(200);
});

it('answers 304 to a reader that has it', async () => {
  const url = await gateway();
  const cid = await stored(url, bytes(10));
  const again = await fetch(`${url}/ipfs/${cid}`, { headers: { 'if-none-match': `"${cid}"` } });
  expect(again.status).toBe(304);
});

it('answers what an index node asks of IPFS', async () => {
  const url = await gateway();
  const text = new TextEncoder().encode('{"kind":"model"}');
  const cid = digestToCid(sha256(text));
  expect((await upload(url, cid, text)).status).toBe(201);
  const version = await fetch(`${url}/api/v0/version`, { method: 'POST' });
  expect(version.status).toBe(200);
  expect(await version.json()).toMatchObject({ Version: expect.any(String) });
  const cat = await fetch(`${url}/api/v0/cat?arg=${cid}`, { method: 'POST' });
  expect(await cat.text()).toBe('{"kind":"model"}');
  const block = await fetch(`${url}/api/v0/block/get?arg=/ipfs/${cid}`, { method: 'POST' });
  expect(await block.text()).toBe('{"kind":"model"}');
});

it.each(['/ipfs/nonsense', '/ipfs/..%2F..%2Fetc%2Fpasswd', '/api/v0/cat'])(
  'answers %s with a problem',
  async (path) => {
    const url = await gateway();
    const response = await fetch(`${url}${path}`, path.startsWith('/api') ? { method: 'POST' } : {});
    expect(response.status).toBe(400);
    problemSchema.parse(await response.json());
  },
);

it('lets any page read and only listed or local pages upload', async () => {
  const url = await gateway({ origins: ['https://market.example'] });
  const cid = await stored(url, bytes(10));
  const read = await fetch(`${url}/ipfs/${cid}`, { headers: { origin: 'https://elsewhere.example' } });
  expect(read.headers.get('access-control-allow-origin')).toBe('*');
  const preflight = async (origin: string): Promise<string | null> => {
    const response = await fetch(`${url}/content/${cid}`, {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'PUT' },
    });
    return response.headers.get('access-control-allow-origin');
  };
  expect(await preflight('https://elsewhere.example')).toBeNull();
  expect(await preflight('https://market.example')).toBe('https://market.example');
  expect(await preflight('http://127.0.0.1:8585')).toBe('http://127.0.0.1:8585');
});

it('says which port is taken', async () => {
  const url = await gateway();
  const port = Number(new URL(url).port);
  await expect(gateway({ port })).rejects.toMatchObject({ name: 'PortUnavailableError', port });
});

async function gateway(
  options: { maxUploadBytes?: number; origins?: string[]; port?: number } = {},
): Promise<string> {
  const stop = new AbortController();
  const running = await startGateway({
    dir: await temporaryFolder(),
    port: 0,
    host: '127.0.0.1',
    signal: stop.signal,
    logger: pino({ level: 'silent' }),
    ...options,
  });
  onTestFinished(async () => {
    stop.abort();
    await running.closed;
  });
  return running.url;
}

async function stored(url: string, file: Uint8Array): Promise<string> {
  const { cid } = await fileCid([file]);
  expect((await upload(url, cid, file)).status).toBe(201);
  return cid;
}

function upload(url: string, cid: string, file: Uint8Array): Promise<Response> {
  return fetch(`${url}/content/${cid}`, { method: 'PUT', body: Uint8Array.from(file) });
}
