import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseManifest, proofOf } from '@cultivar/sdk/spec';
import type { Hex, JobManifestInput, TraceManifest } from '@cultivar/sdk/spec';
import { replay, runTraining } from '../src/index.ts';
import type { TrainRequest } from '../src/index.ts';
import { openReplay } from '../src/run/open-replay.ts';
import { calledCli } from './support/called-cli.ts';
import { sums, tinyJob } from './support/tiny-job.ts';

const PATIENCE_MS = 120_000;

/** A finished run, its folder as the command line leaves it. */
async function finished(job: Partial<JobManifestInput> = {}) {
  const request = await tinyJob({ steps: 3, ...job });
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
  it('makes every leaf of a run again, secret and all, in any order', async () => {
    const { request, leaves, secrets } = await finished();
    const opened = await openReplay(request);
    expect(opened.leaves).toBe(leaves.length);
    const found = [];
    for (const index of [4, 1, 3, 2, 0]) {
      const start = opened.startOf(index);
      const state = start === 0 ? undefined : await stateAt(request, leaves[start]!.step);
      const leaf = await opened.replay(index, state);
      expect({ index, secret: leaf.secret }).toEqual({ index, secret: secrets[index] });
      found[index] = leaf;
    }
    await opened.close();
    expect(halves(found)).toEqual(halves(leaves));
  });

  it('makes the leaves of a run that ended early again, those of no step too', async () => {
    const evaluation = { everySteps: 1, stopAfter: { evaluations: 1, gain: 100 } };
    const { request, leaves } = await finished({ steps: 5, evaluation });
    expect(leaves.map(({ step }) => step)).toEqual([0, 1, 1, 1, 1, 1]);
    const opened = await openReplay(request);
    const found = [];
    for (const index of leaves.keys())
      found.push(await opened.replay(index, index < 2 ? undefined : await stateAt(request, 1)));
    await opened.close();
    expect(halves(found)).toEqual(halves(leaves));
  });
});

describe('a replay of one leaf', { timeout: PATIENCE_MS }, () => {
  it('differs with another manifest, another row or another bit of the state', async () => {
    const { request, leaves } = await finished();
    const state = await stateAt(request, 2);
    const rows = sums(24).map((row) => ({ ...row, answer: `${row.answer}0` }));
    const path = `${request.datasets[0]!.files[0]!.path}.changed`;
    await writeFile(path, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
    const seeded = { ...request, manifest: { ...(request.manifest as object), seed: 6 } };
    const files = [{ name: 'sums.jsonl', path }];
    const rewritten = { ...request, datasets: [{ ...request.datasets[0]!, files }] };
    // A state names its seed: with another one the trace's states are none of the job's.
    await expect(replay(seeded, 2, state)).rejects.toMatchObject({ code: 'request_refused' });
    const other = await replay(rewritten, 2, state);
    expect(other.inputs.stateHash).not.toBe(leaves[0]!.stateHash);
    expect(other.leaf.stateHash).not.toBe(leaves[2]!.stateHash);
    expect(other.leaf.seal).not.toBe(leaves[2]!.seal);
    state[state.length - 1]! ^= 1;
    const { leaf, inputs } = await replay(request, 2, state);
    expect(inputs.stateHash).toBe(leaves[0]!.stateHash);
    expect(leaf.from).not.toBe(leaves[1]!.stateHash);
    expect(leaf.stateHash).not.toBe(leaves[2]!.stateHash);
  });

  it('is refused where it does not follow the state, or there is none', async () => {
    const { request } = await finished();
    const [initial, second] = [await stateAt(request, 0), await stateAt(request, 2)];
    const { replay: again, close } = await openReplay(request);
    await expect(again(2, initial)).rejects.toThrow('of step 0, leaf 1 ends with step 2');
    await expect(again(1, second)).rejects.toThrow('of step 2, leaf 0 ends with step 0');
    await expect(again(2, initial.subarray(0, 900))).rejects.toMatchObject({ code: 'request_refused' });
    await expect(again(2)).rejects.toThrow('the state of leaf 1 is needed');
    await expect(again(5)).rejects.toThrow('there is no leaf 5: the trace has 5');
    await close();
  });
});

describe('cultivar-train replay', { timeout: PATIENCE_MS }, () => {
  const linesOf = (text: string) =>
    text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);

  it('compares every leaf with the trace, proves one, and ends with 5 where one differs', async () => {
    const { request, leaves, secrets } = await finished();
    const all = await calledCli(['replay', request.outDir]);
    expect([all.code, all.err]).toEqual([0, '']);
    expect(linesOf(all.out)).toMatchObject(
      leaves.map(({ stage, step, stateHash, seal }, index) => ({
        ...{ type: 'leaf', index, stage, step, stateHash, seal, equal: true },
      })),
    );

    const elsewhere = `${request.outDir}-copy`;
    await cp(request.outDir, elsewhere, { recursive: true });
    const path = join(elsewhere, 'trace.json');
    const trace = JSON.parse(await readFile(path, 'utf8')) as TraceManifest;
    trace.leaves[2]!.seal = `0x${'77'.repeat(32)}`;
    await writeFile(path, JSON.stringify(trace));
    const one = await calledCli(['replay', elsewhere, '--leaf', '2', '--proof', 'audit']);
    expect(one.code).toBe(5);
    expect(linesOf(one.out)).toMatchObject([
      { index: 0, equal: true },
      { index: 2, equal: false, proof: proofOf(secrets[2]!, 'audit') },
    ]);
    expect(linesOf(one.err)).toMatchObject([{ code: 'replay_differs', message: '1 of 2 leaves differ: 2' }]);

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
