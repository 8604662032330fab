import { spawnSync } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { prepareData } from '../src/data/prepare-data.ts';
import { philoxStream } from '../src/data/philox.ts';
import { findModel } from '../src/cli/find-model.ts';
import { openModel } from '../src/model/open-model.ts';

// node trainer/bench/gigabyte.ts [rows to encode]: writes a gigabyte of JSON lines into a temporary folder, prepares it
// for training in a process of its own, and prints how long that took and the most memory it held.
const GIGABYTE = 1e9;
const WORDS =
  'the a of rain seed leaf grows under light and then it was said to turn slowly into green stone'.split(' ');

const [first, path] = process.argv.slice(2);
if (path === undefined) await measureInChild(first ?? '20000');
else await measure(path, Number(first));

async function measureInChild(rows: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'cultivar-gigabyte-'));
  try {
    const file = join(folder, 'rows.jsonl');
    await write(file);
    console.log(`${(await stat(file)).size} bytes of JSON lines`);
    const program = fileURLToPath(import.meta.url);
    const { status } = spawnSync(process.execPath, ['--no-warnings', program, rows, file], {
      stdio: 'inherit',
    });
    process.exitCode = status ?? 1;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function write(file: string): Promise<void> {
  const random = philoxStream(1, 0);
  const text = (words: number) =>
    Array.from({ length: words }, () => WORDS[random.below(WORDS.length)]).join(' ');
  const out = createWriteStream(file, { highWaterMark: 1 << 20 });
  for (let bytes = 0, row = 0; bytes < GIGABYTE; row++) {
    const messages = [
      { role: 'user', content: `${row}: ${text(60)}` },
      { role: 'assistant', content: text(120) },
    ];
    const line = `${JSON.stringify({ messages })}\n`;
    bytes += line.length;
    if (!out.write(line)) await new Promise<void>((drained) => out.once('drain', () => drained()));
  }
  out.end();
  await finished(out);
}

async function measure(file: string, maxRows: number): Promise<void> {
  const files = await findModel('smollm2-135m-instruct', { env: process.env, err: process.stderr });
  const model = await openModel(files);
  const started = performance.now();
  const data = await prepareData(
    {
      ...{ sequenceLength: 1024, packing: true },
      data: {
        ...{ maxRows, heldOutRows: 100, orderSeed: 1, badRows: 'refuse', lossOn: 'assistant' },
        templateDate: '2026-01-01',
      },
    },
    [{ format: { name: 'messages', field: 'messages' }, files: [{ name: 'rows.jsonl', path: file }] }],
    model,
  );
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage();
  const peakMB = (process.resourceUsage().maxRSS * 1024) / 1e6;
  console.log(
    JSON.stringify({
      ...{ rowsTrained: data.rows, sequences: data.epoch(0).length, tokens: data.tokensPerEpoch },
      ...{ seconds: Number(seconds.toFixed(1)), cpuSeconds: Number(((user + system) / 1e6).toFixed(1)) },
      peakMB: Number(peakMB.toFixed(1)),
    }),
  );
  data.close();
  await model.close();
}
