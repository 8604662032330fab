import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseManifest, proofOf } from '@cultivar/sdk/spec';
import type { Hex, JobManifestInput, TraceManifest } from '@cultivar/sdk/spec';
import { replay, runTraining } from '../src/index.ts';
import type { TrainRequest } from '../src/index.ts';
import { openReplay } from '../src/run/open-replay.ts';
import type { ReplayedLeaf } from '../src/run/open-replay.ts';
import { calledCli } from './support/called-cli.ts';
import { sums } from './support/tiny-job.ts';
import { tinyRequest } from './support/tiny-request.ts';

const PATIENCE_MS = 120_000;

/** A finished run, its folder as the command line leaves it. */
async function finished(folder: string, job: Partial<JobManifestInput>) {
  const request = { ...(await tinyRequest(folder, job, sums(24))), threads: 1 };
  const { tracePath } = await runTraining(request);
  await writeFile(join(request.outDir, 'request.json'), JSON.stringify(request));
  const { leaves } = parseManifest(JSON.parse(await readFile(tracePath, 'utf8')), 'trace');
  const ledger = JSON.parse(await readFile(join(request.outDir, 'ledger.private.json'), 'utf8')) as {
    leaves: { secret: Hex }[];
  };
  return { request, leaves, secrets: ledger.leaves.map(({ secret }) => secret) };
}

const stateAt = (request: TrainRequest, step: number) =>
  readFile(join(request.outDir, 'checkpoints', `step-${String(step).padStart(6, '0')}.state`));

const halves = (leaves: TraceManifest['leaves']) =>
  leaves.map(({ stage, step, hash, stateHash, seal }) => ({ stage, step, hash, stateHash, seal }));

describe('a replay', { timeout: PATIENCE_MS }, () => {
  let folder: string;
  let run: Awaited<ReturnType<typeof finished>>;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cultivar-replay-test-'));
    run = await finished(folder, { steps: 3 });
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('makes every leaf of a run again, secret and all, in any order, and no other', async () => {
    const { request, leaves, secrets } = run;
    const opened = await openReplay(request);
    const again = opened.replay;
    expect(opened.leaves).toBe(leaves.length);
    const found: ReplayedLeaf[] = [];
    for (const index of [4, 1, 3, 2, 0]) {
      const start = opened.startOf(index);
      const state = start === 0 ? undefined : await stateAt(request, leaves[start]!.step);
      found[index] = await again(index, state);
    }
    expect(halves(found)).toEqual(halves(leaves));
    expect(found.map(({ secret }) => secret)).toEqual(secrets);

    const [initial, second] = [await stateAt(request, 0), await stateAt(request, 2)];
    await expect(again(2, initial)).rejects.toThrow('of step 0, leaf 1 ends with step 2');
    await expect(again(1, second)).rejects.toThrow('of step 2, leaf 0 ends with step 0');
    await expect(again(2, initial.subarray(0, 900))).rejects.toMatchObject({ code: 'request_refused' });
    await expect(again(2)).rejects.toThrow('the state of leaf 1 is needed');
    await expect(again(5)).rejects.toThrow('there is no leaf 5: the trace has 5');

    second[second.length - 1]! ^= 1;
    const other = await again(2, second);
    expect(other.from).not.toBe(leaves[1]!.stateHash);
    expect([other.stateHash === leaves[2]!.stateHash, other.seal === leaves[2]!.seal]).toEqual([
      false,
      false,
    ]);
    await opened.close();
  });

  it('differs with other rows, and says that the inputs do', async () => {
    const { request, leaves } = run;
    const path = join(folder, 'other.jsonl');
    const rows = sums(24).map((row) => ({ ...row, answer: `${row.answer}0` }));
    await writeFile(path, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
    const datasets = [{ ...request.datasets[0]!, files: [{ name: 'other.jsonl', path }] }];
    const { leaf, inputs } = await replay({ ...request, datasets }, 2, await stateAt(request, 2));
    expect(inputs.stateHash).not.toBe(leaves[0]!.stateHash);
    expect([leaf.stateHash === leaves[2]!.stateHash, leaf.seal === leaves[2]!.seal]).toEqual([false, false]);
  });

  it('compares every leaf with the trace on the command line, and ends with 5 where one differs', async () => {
    const { request, leaves, secrets } = run;
    const elsewhere = join(folder, 'copy');
    await cp(request.outDir, elsewhere, { recursive: true });
    const path = join(elsewhere, 'trace.json');
    const trace = JSON.parse(await readFile(path, 'utf8')) as TraceManifest;
    trace.leaves[2]!.seal = `0x${'77'.repeat(32)}`;
    await writeFile(path, JSON.stringify(trace));
    const { code, out, err } = await calledCli(['replay', elsewhere, '--proof', 'audit']);
    expect(code).toBe(5);
    const shown = out.trim().split('\n');
    expect(shown.map((line) => JSON.parse(line) as unknown)).toEqual(
      leaves.map(({ stage, step, stateHash, seal }, index) => ({
        ...{ type: 'leaf', index, stage, step, stateHash, seal, equal: index !== 2 },
        proof: proofOf(secrets[index]!, 'audit'),
      })),
    );
    expect(JSON.parse(err)).toMatchObject({ code: 'replay_differs', message: '1 of 5 leaves differ: 2' });

    await writeFile(join(elsewhere, 'checkpoints/step-000002.state'), 'damaged');
    const damaged = await calledCli(['replay', elsewhere, '--leaf', '2'], { terminal: true });
    expect(damaged.code).toBe(5);
    expect(damaged.out).toContain(`leaf 0, init up to step 0: equal\n  state ${leaves[0]!.stateHash}`);
    expect(damaged.err).toContain(`leaf 1 names ${leaves[1]!.stateHash}`);
  });

  it.each([
    [['/nowhere'], '/nowhere/trace.json is no trace'],
    [['/nowhere', '--checkpoint', 'x'], '--checkpoint needs --leaf'],
  ])('ends with 2 when it is called as %j', async (args, said) => {
    const { code, err } = await calledCli(['replay', ...args]);
    expect([code, err]).toEqual([2, expect.stringContaining(said)]);
  });
});
