import { existsSync, readFileSync } from 'node:fs';
import { appendFile, mkdir, readFile, rm } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { findTargets } from '../mutation/targets.ts';
import { testFiles } from '../mutation/test-files.ts';
import { makeCopy } from '../workshop/make-copy.ts';
import { openQuickBuild } from '../workshop/quick-build.ts';
import { openSolidityCompiler } from '../workshop/solidity-compiler.ts';
import { openTestBench } from '../workshop/test-bench.ts';
import { DISPUTE_BUGS } from './bugs/disputes.ts';
import { LICENSE_BUGS } from './bugs/licenses.ts';
import { MONEY_BUGS } from './bugs/money.ts';
import { WORK_BUGS } from './bugs/work.ts';
import { lookWithSolidity, lookWithTests } from './layers.ts';
import type { Layer, Watch } from './layers.ts';
import { plant } from './planted-bug.ts';
import type { PlantedBug } from './planted-bug.ts';
import { writeReport } from './report.ts';

// npm run evidence -- planted-bugs [--only NAME,NAME] [--layers unit,model,solidity] [--report]: plants each known mistake.
const { values } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    layers: { type: 'string', default: 'unit,model,solidity' },
    report: { type: 'boolean', default: false },
  },
});
/** Of the model check: enough to meet what is usual. A difference is enough; nobody reads how it came about. */
const MODEL = { CULTIVAR_MODEL_COMMANDS: '1000', CULTIVAR_MODEL_SHRINK: '0' };
const LAYERS: Readonly<Record<string, Layer>> = {
  unit: 'unit tests',
  model: 'model check',
  solidity: 'fuzz and invariants',
};
const BUGS = [...MONEY_BUGS, ...LICENSE_BUGS, ...WORK_BUGS, ...DISPUTE_BUGS];

const root = join(import.meta.dirname, '../../..');
const copy = join(root, `.cultivar/planted-bugs/copy-${process.pid}`);
const journal = join(root, '.cultivar/planted-bugs/journal.jsonl');
const layers = values.layers.split(',').map((name) => LAYERS[name]!);
const wanted = values.only.split(',');
const known = await readJournal();
/** A bug is looked for again when the sources that it changes are others. */
const planted = new Map(
  BUGS.map((bug) => [bug, JSON.stringify(plant(bug, (path) => readFileSync(join(root, path), 'utf8')))]),
);
Object.assign(process.env, MODEL);
try {
  await makeCopy(root, copy);
  if (!values.report) await lookForAll();
} finally {
  process.chdir(root);
  await rm(copy, { recursive: true, force: true });
}
await writeReport(root, BUGS, (bug, layer) => known.get(keyOf(bug, layer)), Object.values(LAYERS));

async function lookForAll(): Promise<void> {
  const quickBuild = await openQuickBuild(copy, openSolidityCompiler(copy));
  const bench = await openTestBench(copy);
  const tests = await testFiles(copy);
  const watch: Watch = { root, copy, quickBuild, bench, tests, targets: await findTargets(copy) };
  const baseline = await bench.run(tests.all);
  if (baseline)
    throw new Error(`without a bug ${baseline.file} fails: ${baseline.test}: ${baseline.message}`);
  for (const bug of BUGS.filter(({ name }) => wanted.some((part) => name.includes(part)))) {
    for (const layer of layers) {
      if (known.has(keyOf(bug, layer))) continue;
      await record(bug, layer, (await look(bug, layer, watch)) ?? null);
    }
  }
  await bench.close();
}

async function look(bug: PlantedBug, layer: Layer, watch: Watch): Promise<string | undefined> {
  const sources = plant(bug, (path) => readFileSync(join(copy, path), 'utf8'));
  return layer === 'fuzz and invariants'
    ? lookWithSolidity(sources, watch)
    : lookWithTests(sources, layer, watch);
}

async function record(bug: PlantedBug, layer: Layer, seen: string | null): Promise<void> {
  console.log(`${bug.name}, ${layer}: ${seen ?? 'not seen'}`);
  known.set(keyOf(bug, layer), seen);
  await mkdir(join(journal, '..'), { recursive: true });
  await appendFile(journal, `${JSON.stringify({ key: keyOf(bug, layer), name: bug.name, layer, seen })}\n`);
}

function keyOf(bug: PlantedBug, layer: Layer): string {
  return createHash('sha256')
    .update(`${layer} ${planted.get(bug)}`)
    .digest('hex')
    .slice(0, 16);
}

async function readJournal(): Promise<Map<string, string | null>> {
  if (!existsSync(journal)) return new Map();
  const lines = (await readFile(journal, 'utf8')).split('\n').filter((line) => line.endsWith('}'));
  const entries = lines.map((line) => JSON.parse(line) as { key: string; seen: string | null });
  return new Map(entries.map(({ key, seen }) => [key, seen]));
}
