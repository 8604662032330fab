import { appendFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../test/support/temporary-folder.ts';
import { openEventLog } from './event-log.ts';

const warning = (message: string) => ({ type: 'warning', code: 'test', message }) as const;

describe('the event log', () => {
  it('numbers events from 1 and tells the listener what it wrote', async () => {
    const folder = await temporaryFolder();
    const seen: unknown[] = [];
    const log = await openEventLog(
      folder,
      () => 1000.4,
      (event) => seen.push(event),
    );
    log.emit(warning('first'));
    log.emit(warning('second'));
    log.close();
    const written = (await readFile(join(folder, 'events.jsonl'), 'utf8')).trim().split('\n');
    expect(written.map((line) => JSON.parse(line) as unknown)).toEqual(seen);
    expect(seen).toMatchObject([{ seq: 1, timeMs: 1000, message: 'first' }, { seq: 2 }]);
  });

  it('goes on after the last whole event when the last line was cut by a crash', async () => {
    const folder = await temporaryFolder();
    const first = await openEventLog(folder, Date.now, () => {});
    first.emit(warning('whole'));
    first.close();
    await appendFile(join(folder, 'events.jsonl'), '{"seq":2,"type":"warn');
    const second = await openEventLog(folder, Date.now, () => {});
    second.emit(warning('next'));
    second.close();
    const lines = (await readFile(join(folder, 'events.jsonl'), 'utf8')).trim().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as { seq: number }).seq)).toEqual([1, 2]);
  });
});
