import { spawn } from 'node:child_process';
import { createHash, randomInt } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { trainEventSchema } from '@cultivar/sdk/spec';
import type { TrainEvent } from '@cultivar/sdk/spec';
import type { TrainRequest } from '../../src/run/train-request.ts';
import { philoxStream } from '../../src/data/philox.ts';
import { tinyRequest } from '../support/tiny-request.ts';

// node trainer/test/deep/kill-trainings.ts [seed]
// Ends trainings, of an adapter and of every weight, by SIGKILL at ten random moments and lets them go on: result,
// checkpoints and trace must be those of a
// run that was left alone, bit for bit, and no more than a segment may be lost at any time.

const KILLS = 10;
const METHODS = { adapter: {}, 'every weight': { method: 'full', lora: undefined } } as const;
const SEGMENT_STEPS = 8;
const JOB = {
  ...{ steps: 96, segmentSteps: SEGMENT_STEPS, packing: false, accumulation: 2 },
  evaluation: { everySteps: 12, stopAfter: { evaluations: 90 } },
} as const;
const ROWS = Array.from({ length: 24 }, (_, i) => ({ question: `${i} + 2`, answer: `${i + 2}` }));
const WORKER = fileURLToPath(new URL('../../src/worker.ts', import.meta.url));

type Attempt = { code: number | null; killed: boolean; events: TrainEvent[]; ms: number };

/** Runs the worker; kills it so long after it said that it has started, where it has not ended by then. */
async function attempt(request: TrainRequest, afterMs = Infinity): Promise<Attempt> {
  const worker = spawn(process.execPath, [WORKER], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = once(worker, 'exit');
  worker.stdin.end(JSON.stringify(request));
  const events: TrainEvent[] = [];
  let started = 0;
  let timer: NodeJS.Timeout | undefined;
  for await (const line of createInterface({ input: worker.stdout })) {
    // What was being written when it was killed is no event.
    if (line.endsWith('}')) events.push(trainEventSchema.parse(JSON.parse(line)));
    if (started > 0 || events.length === 0) continue;
    started = performance.now();
    if (afterMs < Infinity) timer = setTimeout(() => worker.kill('SIGKILL'), afterMs);
  }
  const [code] = (await ended) as [number | null];
  clearTimeout(timer);
  return { code, killed: code === null, events, ms: performance.now() - started };
}

/** sha256 of every file that must not depend on interruptions. */
async function fingerprint(outDir: string): Promise<Map<string, string>> {
  const names = (await readdir(outDir, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(outDir.length + 1))
    .filter((name) => /^(adapter|model|checkpoints)\/|^(trace|manifest)\.json$/.test(name))
    .toSorted();
  const digest = async (name: string) =>
    createHash('sha256')
      .update(await readFile(join(outDir, name)))
      .digest('hex');
  return new Map(await Promise.all(names.map(async (name) => [name, await digest(name)] as const)));
}

function stepsOf(events: readonly TrainEvent[]): { from: number; reached: number } {
  const from = events.find((event) => event.type === 'started')?.resumedFromStep ?? 0;
  const steps = events.flatMap((event) => (event.type === 'step' ? [event.step] : []));
  return { from, reached: Math.max(from, ...steps) };
}

function requireEqual(whole: Map<string, string>, other: Map<string, string>): void {
  for (const name of new Set([...whole.keys(), ...other.keys()])) {
    if (whole.get(name) !== other.get(name)) throw new Error(`${name} differs after interruptions`);
  }
}

async function main(seed: number, method: keyof typeof METHODS): Promise<void> {
  const next = philoxStream(seed, 0);
  const folder = await mkdtemp(join(tmpdir(), 'cultivar-kills-'));
  try {
    const request = await tinyRequest(folder, { ...JOB, ...METHODS[method] }, ROWS);
    const alone = await attempt({ ...request, outDir: join(folder, 'alone') });
    if (alone.code !== 0) throw new Error(`the run that was left alone ended with ${alone.code}`);
    const whole = await fingerprint(join(folder, 'alone'));
    console.log(`left alone: ${Math.round(alone.ms)} ms, ${whole.size} files`);
    let kills = 0;
    for (let round = 1; kills < KILLS; round++) {
      const outDir = join(folder, `round-${round}`);
      let reached = 0;
      for (let done = false; !done;) {
        const afterMs = kills < KILLS ? Math.round((next.uint32() / 2 ** 32) * alone.ms) : undefined;
        const { code, killed, events } = await attempt({ ...request, outDir }, afterMs);
        const { from, reached: now } = stepsOf(events);
        const lost = reached - from;
        if (lost > SEGMENT_STEPS) throw new Error(`${lost} steps were lost, a segment has ${SEGMENT_STEPS}`);
        if (killed) {
          kills += 1;
          console.log(`kill ${kills} after ${afterMs} ms: from step ${from} to ${now}, ${lost} lost before`);
        } else if (code !== 0) throw new Error(`ended with ${code}`);
        reached = Math.max(now, reached);
        done = !killed;
      }
      requireEqual(whole, await fingerprint(outDir));
      console.log(`round ${round}: result, checkpoints and trace are those of the run that was left alone`);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const seed = process.argv[2] === undefined ? randomInt(2 ** 32) : Number(process.argv[2]);
for (const method of ['adapter', 'every weight'] as const) {
  console.log(`killing trainings of ${method}, seed ${seed}`);
  await main(seed, method);
}
