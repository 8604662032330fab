import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { contentStoreDouble } from '../../test/content-store.ts';
import type { ContentStoreDouble } from '../../test/content-store.ts';
import { ManifestError } from '../spec/manifest/manifest-error.ts';
import { digestToCid } from '../spec/manifest-cid.ts';
import { MAX_MANIFEST_BYTES } from '../spec/manifest/parse-manifest.ts';
import { sha256 } from '../spec/sha256.ts';
import { contentClient } from './content-client.ts';
import type { ContentClient } from './content-client.ts';

const manifest = {
  cultivar: 1,
  kind: 'prompt',
  name: 'Brief',
  creator: `0x${'ab'.repeat(20)}`,
  license: 'MIT',
  files: [],
  prompt: { system: 'Be brief.' },
};
const text = (value: string) => new TextEncoder().encode(value);

let store: ContentStoreDouble;
let content: ContentClient;

beforeEach(async () => {
  store = await contentStoreDouble();
  content = contentClient({ contentUrl: store.contentUrl });
});

afterEach(() => store.stop());

describe('a manifest', () => {
  it('is stored under its digest and read back checked', async () => {
    const { digest, cid, sizeBytes } = await content.putManifest(manifest);
    expect(store.kept.get(cid)).toHaveLength(sizeBytes);
    expect(await content.getManifest(digest, { kind: 'prompt' })).toMatchObject({ name: 'Brief' });
  });

  it('is not stored when it is not valid', async () => {
    await expect(content.putManifest({ ...manifest, nmae: 1 })).rejects.toBeInstanceOf(ManifestError);
    expect(store.kept.size).toBe(0);
  });

  it('is refused when the store answers with other bytes', async () => {
    const { digest, cid } = await content.putManifest(manifest);
    store.kept.set(cid, text(JSON.stringify({ ...manifest, name: 'Other' })));
    await expect(content.getManifest(digest)).rejects.toMatchObject({
      problem: { code: 'mismatch', field: 'sha256', expected: digest },
    });
  });

  it('is refused when it is of another kind', async () => {
    const { digest } = await content.putManifest(manifest);
    await expect(content.getManifest(digest, { kind: 'model' })).rejects.toMatchObject({
      problem: { code: 'not-a-manifest' },
    });
  });

  it.each([
    ['no JSON', text('{"kind":')],
    ['no UTF-8', Uint8Array.of(0x22, 0xff, 0xfe, 0x22)],
    ['no object', text('[]')],
    ['of a kind that does not exist', text('{"kind":"weights"}')],
  ])('is refused when the right bytes are %s', async (_, bytes) => {
    const digest = sha256(bytes);
    store.kept.set(digestToCid(digest), bytes);
    await expect(content.getManifest(digest)).rejects.toMatchObject({ problem: { code: 'not-a-manifest' } });
  });

  it('is given up when it is larger than a manifest may be, however long it goes on', async () => {
    store.answer = (_, response) => {
      response.writeHead(200);
      const more = () => {
        while (!response.destroyed && response.write(new Uint8Array(65_536)));
      };
      response.on('drain', more);
      more();
    };
    await expect(content.getManifest(sha256(text('x')))).rejects.toMatchObject({
      problem: { code: 'too-large', limitBytes: MAX_MANIFEST_BYTES },
    });
  });
});

describe('a file', () => {
  const bytes = text('some weights');

  it('is stored under the CID and the sha256 that were computed here', async () => {
    const seen: number[] = [];
    const file = await content.putFile(new Blob([bytes]), { onBytes: (count) => seen.push(count) });
    expect(file).toMatchObject({
      size: bytes.length,
      sha256: `0x${createHash('sha256').update(bytes).digest('hex')}`,
    });
    expect(seen).toEqual([bytes.length]);
    expect(await content.getFile(file)).toEqual(bytes);
  });

  it.each([
    ['cut short', text('some'), 'size'],
    ['changed in a bit', text('some Weights'), 'sha256'],
  ] as const)('is refused when it comes %s', async (_, answer, field) => {
    const file = await content.putBytes(bytes);
    store.kept.set(file.cid, answer);
    await expect(content.getFile(file)).rejects.toMatchObject({ problem: { code: 'mismatch', field } });
  });

  it('is refused when it comes longer than its manifest says', async () => {
    const file = await content.putBytes(bytes);
    store.kept.set(file.cid, text('some weights and more'));
    await expect(content.getFile(file)).rejects.toMatchObject({
      problem: { code: 'too-large', limitBytes: bytes.length },
    });
  });

  it('that is encrypted comes as it is stored, checked against the ciphertext’s digest', async () => {
    const ciphertext = text('age-encryption.org/v1 and so on');
    const stored = await content.putBytes(ciphertext);
    const entry = { ...stored, size: 5, sha256: sha256(bytes), ciphertextSha256: stored.sha256 };
    expect(await content.getFile(entry)).toEqual(ciphertext);
  });
});

describe('the store', () => {
  it('that lacks something says which', async () => {
    const digest = sha256(text('nobody has this'));
    await expect(content.getManifest(digest)).rejects.toMatchObject({
      problem: { code: 'missing', cid: digestToCid(digest) },
    });
  });

  it('that refuses is quoted', async () => {
    store.answer = (_, response) => {
      response.writeHead(422, { 'content-type': 'application/problem+json' });
      response.end(JSON.stringify({ title: 'Mismatch', detail: 'the bytes hash to another CID' }));
    };
    await expect(content.putBytes(text('x'))).rejects.toMatchObject({
      problem: { code: 'refused', status: 422, detail: 'the bytes hash to another CID' },
    });
  });

  it('that is not there is named', async () => {
    await store.stop();
    await expect(content.putBytes(text('x'))).rejects.toMatchObject({
      problem: { code: 'unreachable', url: expect.stringContaining(store.contentUrl) as string },
    });
  });

  it('is left alone when the caller gives up', async () => {
    store.answer = () => undefined;
    const gaveUp = new Error('gave up');
    const waiting = content.getManifest(sha256(text('x')), { signal: AbortSignal.abort(gaveUp) });
    await expect(waiting).rejects.toBe(gaveUp);
  });
});
