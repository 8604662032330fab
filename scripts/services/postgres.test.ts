import { chmod, mkdir, mkdtemp, rm, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { freePort } from './free-port.ts';
import { freshDatabase } from './fresh-database.ts';
import { startPostgres } from './postgres.ts';
import type { Postgres } from './postgres.ts';

const signal = new AbortController().signal;
let folder: string;
let running: Postgres | undefined;

const start = async (dataDir = folder) =>
  (running = await startPostgres({ dataDir, port: await freePort(), signal }));

const query = async ({ url }: Postgres, text: string) => {
  const client = new pg.Client({ connectionString: `${url}/app` });
  await client.connect();
  try {
    return (await client.query(text)).rows as Record<string, unknown>[];
  } finally {
    await client.end();
  }
};

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cultivar-postgres-'));
  await chmod(folder, 0o755);
});

afterEach(async () => {
  await running?.stop();
  if (running) await rm(running.dataDir, { recursive: true, force: true });
  running = undefined;
  await rm(folder, { recursive: true, force: true });
});

describe('the embedded Postgres', () => {
  it('keeps what was committed when it is killed', async () => {
    const first = await start();
    await freshDatabase(first.url, 'app');
    await query(first, 'set synchronous_commit = on; create table kept as select 7 as n');
    process.kill(first.pid, 'SIGKILL');
    await first.ended;
    expect(await query(await start(), 'select n from kept')).toEqual([{ n: 7 }]);
  });

  it('ends the one that a killed run left running', async () => {
    const orphan = await start();
    await freshDatabase(orphan.url, 'app');
    await start();
    expect(await orphan.ended).toMatchObject({ problem: { code: 'exited' } });
    expect(await query(running!, 'select 1 as n')).toEqual([{ n: 1 }]);
  });

  it('starts anew when its data are damaged', async () => {
    const first = await start();
    await first.stop();
    await truncate(join(first.dataDir, 'global/pg_control'), 10);
    await freshDatabase((await start()).url, 'app');
    expect(await query(running!, 'select 1 as n')).toEqual([{ n: 1 }]);
  });

  it('moves its data when the user it runs as cannot reach the folder', async () => {
    const closed = join(folder, 'closed');
    await mkdir(join(closed, 'index'), { recursive: true });
    await chmod(closed, 0o700);
    const { dataDir } = await start(join(closed, 'index'));
    const asRoot = process.getuid?.() === 0;
    expect(dataDir.startsWith(closed)).toBe(!asRoot);
  });
});
