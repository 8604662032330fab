import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildIfStale } from '../../../scripts/products/build-if-stale.ts';
import { SUBGRAPH } from '../../../scripts/products/products.ts';
import { freePort } from '../../../scripts/services/free-port.ts';
import { freshDatabase } from '../../../scripts/services/fresh-database.ts';
import { startPostgres } from '../../../scripts/services/postgres.ts';
import type { Postgres } from '../../../scripts/services/postgres.ts';

const root = join(import.meta.dirname, '../../..');
const gnd = createRequire(import.meta.url).resolve(
  `@graphprotocol/gnd-${process.platform}-${process.arch}/bin/gnd`,
);

let folder: string;
let postgres: Postgres;

beforeAll(async () => {
  await buildIfStale(SUBGRAPH, { root });
  folder = await mkdtemp(join(tmpdir(), 'cultivar-gnd-'));
  const { signal } = new AbortController();
  postgres = await startPostgres({ dataDir: folder, port: await freePort(), signal });
});

afterAll(async () => {
  await postgres.stop();
  await rm(postgres.dataDir, { recursive: true, force: true });
  await rm(folder, { recursive: true, force: true });
});

describe('the handlers, fed with written events through the real store', () => {
  it.each(['node-stake', 'stake-withdrawn', 'credits', 'duties'])(
    'pass subgraph/tests/%s.json',
    async (name) => {
      const url = await freshDatabase(postgres.url, 'graph');
      const args = [
        'test',
        '--skip-build',
        '--manifest',
        'subgraph.yaml',
        '--postgres-url',
        url,
        `tests/${name}.json`,
      ];
      const run = promisify(execFile)(gnd, args, { cwd: join(root, 'subgraph') });
      const { stdout, stderr } = await run.catch((error: { stdout: string; stderr: string }) => error);
      expect(`${stdout}${stderr}`).toContain('Tests: 1 passed, 0 failed');
    },
  );
});
