import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CarWriter } from '@ipld/car';
import type { Request, Response } from 'express';
import type { CID } from 'multiformats/cid';
import { ProblemError } from '../../http/problem-error.ts';
import { ContentMissingError } from '../content-missing-error.ts';
import type { EmbeddedStore } from '../embedded-store.ts';
import { parseCid } from '../parse-cid.ts';
import { RangeInvalidError } from '../range-invalid-error.ts';
import { parseRange } from './parse-range.ts';

const IMMUTABLE = 'public, max-age=29030400, immutable';

/** `GET|HEAD /ipfs/:cid`: a file, or with `?format=raw|car` (or `Accept`) its block or its graph. */
export async function readContent(store: EmbeddedStore, request: Request, response: Response): Promise<void> {
  const text = String(request.params['cid']);
  const cid = parseCid(text);
  if (/\bonly-if-cached\b/i.test(request.get('cache-control') ?? '') && !(await store.has(text))) {
    throw new ProblemError(412, 'not-cached', 'Not in this store', `${text} would have to be fetched.`);
  }
  const format = wantedFormat(request);
  const etag = format === 'file' ? `"${cid}"` : `"${cid}.${format}"`;
  response.set({
    etag,
    'cache-control': IMMUTABLE,
    'x-ipfs-path': `/ipfs/${cid}`,
    'x-ipfs-roots': cid.toString(),
    'x-content-type-options': 'nosniff',
    // What strangers stored must never run as a page of this origin.
    'content-security-policy': "sandbox; default-src 'none'",
    vary: 'Accept',
  });
  if (request.get('if-none-match')?.includes(etag) && (await store.hasBlock(cid))) {
    response.status(304).end();
    return;
  }
  if (format === 'raw') return sendBlock(store, cid, request, response);
  if (format === 'car') return sendCar(store, cid, request, response);
  return sendFile(store, text, request, response);
}

function wantedFormat(request: Request): 'file' | 'raw' | 'car' {
  const asked = String(request.query['format'] ?? '');
  const accept = request.get('accept') ?? '';
  if (asked === 'raw' || accept.includes('application/vnd.ipld.raw')) return 'raw';
  if (asked === 'car' || accept.includes('application/vnd.ipld.car')) return 'car';
  if (asked !== '')
    throw new ProblemError(400, 'format-unknown', 'Unknown format', `"${asked}": raw and car are known.`);
  return 'file';
}

async function sendBlock(
  store: EmbeddedStore,
  cid: CID,
  request: Request,
  response: Response,
): Promise<void> {
  const bytes = await store.block(cid);
  response.set({ 'content-type': 'application/vnd.ipld.raw', 'content-length': String(bytes.byteLength) });
  response.set('content-disposition', `attachment; filename="${cid}.bin"`);
  response.end(request.method === 'HEAD' ? undefined : bytes);
}

async function sendCar(store: EmbeddedStore, cid: CID, request: Request, response: Response): Promise<void> {
  if (!(await store.has(cid.toString()))) throw new ContentMissingError(cid.toString());
  response.set('content-type', 'application/vnd.ipld.car; version=1; order=dfs; dups=n');
  response.set('content-disposition', `attachment; filename="${cid}.car"`);
  if (request.method === 'HEAD') {
    response.end();
    return;
  }
  const { writer, out } = CarWriter.create([cid]);
  const write = async (): Promise<void> => {
    try {
      for await (const block of store.walk(cid))
        await writer.put({ cid: block, bytes: await store.block(block) });
    } finally {
      await writer.close();
    }
  };
  await Promise.all([write(), pipeline(Readable.from(out), response)]);
}

async function sendFile(
  store: EmbeddedStore,
  cid: string,
  request: Request,
  response: Response,
): Promise<void> {
  const size = await store.size(cid);
  response.set({ 'content-type': 'application/octet-stream', 'accept-ranges': 'bytes' });
  const range = rangeOf(request, response, size);
  if (range) {
    response.status(206);
    response.set('content-range', `bytes ${range.offset}-${range.offset + range.length - 1}/${size}`);
  }
  response.set('content-length', String(range?.length ?? size));
  if (request.method === 'HEAD') {
    response.end();
    return;
  }
  await pipeline(Readable.from(store.get(cid, range), { objectMode: false }), response);
}

function rangeOf(
  request: Request,
  response: Response,
  size: number,
): { offset: number; length: number } | undefined {
  try {
    return parseRange(request.get('range'), size);
  } catch (error) {
    if (error instanceof RangeInvalidError) response.set('content-range', `bytes */${size}`);
    throw error;
  }
}
