import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { TrainEvent } from '@cultivar/sdk/spec';
import { calledCli } from './support/called-cli.ts';
import { sums, tinyJob } from './support/tiny-job.ts';

const PROGRAM = fileURLToPath(new URL('../src/cli.ts', import.meta.url));
const PATIENCE_MS = 120_000;

/** A tiny model and rows of sums on disk, and the flags that name them. */
async function tinyFiles(rows: readonly object[] = sums(24)) {
  const { modelFiles, datasets } = await tinyJob({}, rows);
  const [model, data] = [modelFiles[0]!.path, datasets[0]!.files[0]!.path];
  const folder = dirname(model);
  return {
    folder,
    data,
    inputs: ['--model', model, '--data', data],
    job: [
      ...['--model', model, '--data', data, '--rank', '4', '--targets', 'q_proj,v_proj,down_proj'],
      ...['--sequence-length', '96', '--held-out', '4', '--steps', '6', '--checkpoint-every', '2'],
      ...['--learning-rate', '0.01', '--threads', '2', '--executor', 'ort-cpu'],
    ],
    cacheDir: join(folder, 'cache'),
  };
}

const lines = (text: string) =>
  text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe('cultivar-train', { timeout: PATIENCE_MS }, () => {
  it('lists its commands, and for each shows examples', async () => {
    const { code, out } = await calledCli(['--help']);
    expect(code).toBe(0);
    for (const name of ['inspect', 'plan', 'run', 'resume', 'eval', 'generate', 'merge', 'export', 'bench']) {
      expect(out).toContain(`  ${name} `);
      const help = await calledCli([name, '--help']);
      expect(help.code).toBe(0);
      expect(help.out).toContain(`  cultivar-train ${name}`);
    }
  });

  it.each([
    [['frob'], "unknown command 'frob'"],
    [['run', '--out', 'x'], "required option '-d, --data"],
    [['inspect', '--data', 'x', '--template', 'chatty'], 'Allowed choices are chat-assistant'],
    [['inspect', '--data', 'x', '--max-rows', '-1'], 'a whole number above zero'],
    [['inspect', '--data', '/nowhere.jsonl'], 'there is no file /nowhere.jsonl'],
    [['resume', '/nowhere'], '/nowhere holds no run'],
  ])('ends with 2 when it is called as %j', async (args, said) => {
    const { code, err } = await calledCli(args);
    expect([code, err]).toEqual([2, expect.stringContaining(said)]);
  });

  it('names the row that a dataset is refused for, and what to do', async () => {
    const { inputs } = await tinyFiles([...sums(3), { question: 'no answer' }]);
    const { code, err } = await calledCli(['inspect', ...inputs]);
    expect(code).toBe(2);
    expect(lines(err)).toEqual([
      {
        type: 'failed',
        code: 'data_bad_row',
        message: 'sums.jsonl, row 4: has no field answer',
        hint: expect.any(String) as string,
      },
    ]);
  });

  it('shows what a run would read, with what is learnt marked', async () => {
    const { inputs } = await tinyFiles();
    const plan = ['--held-out', '4', '--sequence-length', '96'];
    const [found] = lines((await calledCli(['inspect', ...inputs, ...plan])).out);
    expect(found).toMatchObject({ type: 'inspection', rows: 20, heldOutRows: 4, skippedRowCount: 0 });
    const { out } = await calledCli(['inspect', ...inputs, ...plan], { terminal: true });
    expect(out).toContain('prompt-completion (prompt: question, completion: answer)');
    expect(out).toContain('rows       20 to train on, 4 held out, 0 left out');
    expect(out.match(/^--- row/gm)).toHaveLength(3);
    expect(out).toMatch(/⟦\d+<\|im_end\|>⟧/);
    expect(out).toMatch(/^ +\d+-\d+ +█+ \d+$/m);
  });

  it('shows pairs of answers side by side', async () => {
    const rows = [{ prompt: 'q', chosen: 'good', rejected: 'bad' }];
    const { inputs } = await tinyFiles(rows);
    const { out } = await calledCli(['inspect', ...inputs], { terminal: true });
    expect(out).toContain('preference (');
    expect(out).toContain('⟦good<|im_end|>⟧');
    expect(out).toContain('⟦bad<|im_end|>⟧');
  });

  it('trains, measures and answers', async () => {
    const { folder, data, inputs, job, cacheDir } = await tinyFiles();
    const out = join(folder, 'out');
    const run = await calledCli(['run', ...job, '--out', out], { cacheDir });
    expect([run.code, run.err]).toEqual([0, '']);
    expect(lines(run.out).at(-1)).toMatchObject({ type: 'finished', steps: 6 });
    const adapter = join(out, 'adapter');

    const measuring = ['eval', ...inputs, '--sequence-length', '96', '--executor', 'ort-cpu'];
    const measured = await calledCli([...measuring, '--adapter', adapter], {
      cacheDir,
    });
    const [found] = lines(measured.out) as [{ base: { loss: number }; adapter: { loss: number } }];
    expect(found).toMatchObject({ type: 'evaluation', rows: 24, sequences: 24 });
    expect(found.adapter.loss).toBeLessThan(found.base.loss);
    const table = await calledCli(measuring, {
      cacheDir,
      terminal: true,
    });
    expect(table.out).toContain(`base      ${found.base.loss.toFixed(4).padStart(10)}`);

    const [, model] = inputs;
    const asked = ['--model', model!, '--adapter', adapter, '--max-tokens', '4'];
    const answered = await calledCli(['generate', ...asked, '--prompt', '1 + 2']);
    const piped = await calledCli(['generate', ...asked, '--json'], { input: '1 + 2\n' });
    const pieces = lines(piped.out);
    expect(pieces.at(-1)).toMatchObject({ type: 'end', completionTokens: expect.any(Number) as number });
    expect(`${pieces.map(({ text = '' }) => text as string).join('')}\n`).toBe(answered.out);

    const again = join(folder, 'again');
    const files = ['--model', model!, '--data', data, '--out', again, '--executor', 'ort-cpu'];
    const repeated = await calledCli(['run', join(out, 'job.json'), ...files], { cacheDir });
    expect(repeated.code).toBe(0);
    const result = async (dir: string) =>
      (JSON.parse(await readFile(join(dir, 'result.json'), 'utf8')) as { traceRoot: string }).traceRoot;
    expect(await result(again)).toBe(await result(out));
    const contradiction = await calledCli(['run', join(out, 'job.json'), ...files, '--rank', '2']);
    expect([contradiction.code, contradiction.err]).toEqual([2, expect.stringContaining('--rank')]);
  });

  it('shows a run on a terminal by a bar, losses and where the adapter is', async () => {
    const { folder, job, cacheDir } = await tinyFiles();
    const { out } = await calledCli(['run', ...job, '--out', join(folder, 'out')], {
      cacheDir,
      terminal: true,
    });
    expect(out).toMatch(/\r\u001b\[K█{12}░{12} 3\/6 {2}loss/);
    expect(out).toMatch(/step 0: held-out loss \d\.\d{4}, perplexity/);
    expect(out).toMatch(/held-out loss \d\.\d{4} before, \d\.\d{4} after/);
    expect(out).toContain(`the adapter is in ${join(folder, 'out', 'adapter')}`);
  });

  it('stopped by Ctrl-C exits with 4, and resumes to the same bits', async () => {
    const { folder, job, cacheDir } = await tinyFiles();
    const flags = [...job, '--steps', '40', '--checkpoint-every', '40'];
    const [whole, broken] = [join(folder, 'whole'), join(folder, 'broken')];
    expect((await calledCli(['run', ...flags, '--out', whole], { cacheDir })).code).toBe(0);

    const args = ['--no-warnings', PROGRAM, 'run', ...flags, '--out', broken];
    const child = spawn(process.execPath, args, {
      env: { CULTIVAR_CACHE_DIR: cacheDir },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const closed = once(child, 'close');
    for await (const line of createInterface({ input: child.stdout })) {
      const event = JSON.parse(line) as TrainEvent;
      if (event.type === 'step' && event.step === 3) child.kill('SIGINT');
    }
    expect(await closed).toEqual([4, null]);

    const resumed = await calledCli(['resume', broken], { cacheDir });
    expect(lines(resumed.out)[0]).toMatchObject({ type: 'started' });
    expect(lines(resumed.out)[0]!['resumedFromStep']).toBeGreaterThanOrEqual(3);
    for (const name of ['trace.json', 'result.json', 'adapter/adapter_model.safetensors']) {
      const [one, other] = await Promise.all([whole, broken].map((dir) => readFile(join(dir, name))));
      expect(other!.toString('latin1').replaceAll(broken, whole)).toBe(one!.toString('latin1'));
    }
  });

  it('plans what fits, and refuses what does not', async () => {
    const { job, cacheDir } = await tinyFiles();
    const { code, out } = await calledCli(['plan', ...job], { cacheDir });
    expect(code).toBe(0);
    const [found] = lines(out) as [{ plan: { estimate: { steps: number; peakBytes: number } } }];
    expect(found).toMatchObject({ type: 'plan', fits: true });
    expect(found.plan.estimate.steps).toBe(6);
    const refused = await calledCli(['plan', ...job, '--memory', '0.0001'], { cacheDir, terminal: true });
    expect(refused.code).toBe(2);
    expect(refused.err).toContain('Choose a smaller model');
  });

  it('refuses a damaged request to resume', async () => {
    const { folder } = await tinyFiles();
    await writeFile(join(folder, 'request.json'), '{"manifest":{}}');
    const { code, err } = await calledCli(['resume', folder]);
    expect([code, err]).toEqual([2, expect.stringContaining('request.json')]);
  });
});
