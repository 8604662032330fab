import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseManifest } from '@cultivar/sdk/spec';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { jobSpec } from './job-spec.ts';
import { openMainJobJournal } from './main-job-journal.ts';
import { readEventStream } from './read-event-stream.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cultivar-flow-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('the journal of the main job', () => {
  const open = () => openMainJobJournal(join(folder, 'main-job.json'));

  it('goes on with the unfinished run, also after a restart', async () => {
    const digest = `0x${'ab'.repeat(32)}` as const;
    const first = await open();
    expect(await first.current()).toMatchObject({ seed: 1, finished: false });
    await first.update(1, { specDigest: digest });
    expect(await (await open()).current()).toMatchObject({ seed: 1, specDigest: digest });
  });

  it('starts the next seed once a run is finished, and keeps the earlier ones', async () => {
    const journal = await open();
    await journal.current();
    await journal.update(1, { finished: true });
    expect(await journal.current()).toMatchObject({ seed: 2 });
    expect((await open()).runs.map(({ seed, finished }) => [seed, finished])).toEqual([
      [1, true],
      [2, false],
    ]);
  });

  it('has a change on disk before it returns', async () => {
    const journal = await open();
    await journal.current();
    await journal.update(1, { seconds: { training: 12.5 } });
    const text = readFileSync(join(folder, 'main-job.json'), 'utf8');
    expect(JSON.parse(text)).toMatchObject({ runs: [{ seconds: { training: 12.5 } }] });
  });

  it('refuses to change a run that it does not know', async () => {
    await expect((await open()).update(7, { finished: true })).rejects.toThrow(RangeError);
  });
});

describe('the manifest of the main job', () => {
  const asset = (assetId: bigint) => ({
    assetId,
    digest: `0x${'0'.repeat(63)}${assetId}` as const,
    isNew: true,
  });
  const spec = (seed: number) =>
    jobSpec({
      chainId: 41337,
      requester: `0x${'11'.repeat(20)}`,
      base: asset(1n),
      dataset: asset(2n),
      className: 'tolerance',
      seed,
    });

  it('is valid, trains on at least 100 rows and holds some out', () => {
    const { data } = parseManifest(spec(1), 'job');
    expect(data.maxRows).toBeGreaterThanOrEqual(100);
    expect(data.heldOutRows).toBeGreaterThan(0);
  });

  it('differs from seed to seed', () => {
    expect(spec(1)).not.toEqual(spec(2));
    expect(spec(1)).toEqual(spec(1));
  });
});

describe('a server-sent stream', () => {
  const collect = async (...chunks: string[]) => {
    const body = (async function* () {
      for (const chunk of chunks) yield new TextEncoder().encode(chunk);
    })();
    const events = [];
    for await (const event of readEventStream(body)) events.push(event);
    return events;
  };

  it('is read whole, wherever it is cut', async () => {
    const expected = [
      { id: '1', data: '{"a":1}' },
      { id: undefined, data: 'x\ny' },
    ];
    const text = ': hello\n\nid: 1\ndata: {"a":1}\n\nevent: z\ndata: x\ndata: y\n\n';
    expect(await collect(text)).toEqual(expected);
    expect(await collect(...text)).toEqual(expected);
    expect(await collect(text.replaceAll('\n', '\r\n'))).toEqual(expected);
  });

  it('leaves out what was cut off at its end', async () => {
    expect(await collect('data: 1\n\ndata: 2')).toEqual([{ id: undefined, data: '1' }]);
  });
});
