import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CorpusFile } from '../test/corpus/corpus-file.ts';
import { GOOD_FILES } from '../test/corpus/good-files.ts';
import { HOSTILE_LINES } from '../test/corpus/hostile-lines.ts';
import { HOSTILE_ROWS } from '../test/corpus/hostile-rows.ts';
import { HOSTILE_TABLES } from '../test/corpus/hostile-tables.ts';
import { HOSTILE_TEMPLATES } from '../test/corpus/hostile-templates.ts';
import { readCorpusFile } from '../test/corpus/read-corpus-file.ts';

// node trainer/bench/data-corpus.ts: reads every file of the corpora once and prints how it ended, and the slowest.
type Reading = { about: string; outcome: string; cpuMs: number; wallMs: number };

const hostile = await readAll([...HOSTILE_LINES, ...HOSTILE_ROWS, ...HOSTILE_TABLES, ...HOSTILE_TEMPLATES]);
const good = await readAll(GOOD_FILES);
const counts = new Map<string, number>();
for (const { outcome } of hostile) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
console.log(`hostile: ${hostile.length} files`);
for (const [outcome, count] of [...counts].sort(([, a], [, b]) => b - a))
  console.log(`  ${outcome}: ${count}`);
console.log(`good: ${good.length} files, ${good.filter(({ outcome }) => outcome === 'taken').length} taken`);
console.log('slowest hostile:');
for (const { about, outcome, cpuMs, wallMs } of hostile.toSorted((a, b) => b.cpuMs - a.cpuMs).slice(0, 8))
  console.log(`  ${cpuMs.toFixed(0)} ms of processor time, ${wallMs.toFixed(0)} ms: ${about} (${outcome})`);

async function readAll(files: readonly CorpusFile[]): Promise<Reading[]> {
  const readings: Reading[] = [];
  for (const file of files) {
    const folder = await mkdtemp(join(tmpdir(), 'cultivar-corpus-'));
    // What takes long to make is made before the clock starts.
    const content = typeof file.content === 'function' ? file.content() : file.content;
    const cpu = process.cpuUsage();
    const started = performance.now();
    const outcome = await readCorpusFile({ ...file, content }, folder).then(
      () => 'taken',
      (error: Error & { code?: string }) => `${error.name} ${error.code}`,
    );
    const { user, system } = process.cpuUsage(cpu);
    const wallMs = performance.now() - started;
    readings.push({ about: `${file.about} (${file.name})`, outcome, cpuMs: (user + system) / 1000, wallMs });
    await rm(folder, { recursive: true, force: true });
  }
  return readings;
}
