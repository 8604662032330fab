import { dirname, join } from 'node:path';
import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { showBench } from '../src/cli/show/show-bench.ts';
import { calledCli } from './support/called-cli.ts';
import { sums, tinyJob } from './support/tiny-job.ts';

async function called(rows: readonly object[]) {
  const { modelFiles, datasets } = await tinyJob({}, rows);
  const [model, data] = [modelFiles[0]!.path, datasets[0]!.files[0]!.path];
  const job = [
    '--rank',
    '2',
    '--targets',
    'q_proj',
    '--sequence-length',
    '96',
    '--steps',
    '3',
    '--threads',
    '1',
  ];
  const args = ['bench', '--model', model, '--data', data, ...job, '--executor', 'ort-cpu'];
  return calledCli(args, { cacheDir: join(dirname(model), 'cache') });
}

describe('cultivar-train bench', () => {
  it('says how fast an executor trains and with how much memory', async () => {
    const { code, out, err } = await called(sums(8));
    expect([code, err]).toEqual([0, '']);
    const found = JSON.parse(out) as Record<string, number>;
    expect(found).toMatchObject({ type: 'bench', executor: 'ort-cpu', steps: 3 });
    for (const name of ['tokens', 'tokensPerSecond', 'firstStepSeconds', 'peakBytes']) {
      expect([name, found[name]! > 0]).toEqual([name, true]);
    }
  });

  it('shows a table on a terminal', () => {
    const out = Object.assign(new PassThrough({ encoding: 'utf8' }), { isTTY: true });
    const found = { steps: 3, tokens: 900, tokensPerSecond: 612.4, firstStepSeconds: 2.04, peakBytes: 4.7e8 };
    showBench({ executor: 'openvino-bf16', ...found }, 0, { out });
    showBench({ executor: 'ort-cpu', ...found }, 1, { out });
    expect(out.read()).toBe(
      'executor              tokens/s    first step   most memory\n' +
        'openvino-bf16              612         2.0 s       0.47 GB\n' +
        'ort-cpu                    612         2.0 s       0.47 GB\n',
    );
  });

  it('is refused for data that a run refuses, with the row', async () => {
    const { code, err } = await called([...sums(3), { question: 'no answer' }]);
    expect([code, JSON.parse(err)]).toEqual([2, expect.objectContaining({ code: 'data_bad_row' })]);
  });
});
