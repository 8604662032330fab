import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { unzipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ggufBytes } from '../../trainer/test/support/gguf-bytes.ts';
import { tinyGgufMetadata, tinyGgufTensors } from '../../trainer/test/support/tiny-gguf.ts';
import { openVisits, shootBoth } from '../support/open-visits.ts';
import type { Visits } from '../support/open-visits.ts';
import { runningDapp } from '../support/running-dapp.ts';
import type { RunningDapp } from '../support/running-dapp.ts';

const CLI = fileURLToPath(new URL('../../trainer/src/cli.ts', import.meta.url));
const STEPS = 24;
const ROWS = Array.from({ length: 60 }, (_, i) => ({ question: `${i} + 2`, answer: `${i + 2}` }));
/** What a host may allow the worker that trains: it compiles WebAssembly, and makes no code from text. */
const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src *";

let dapp: RunningDapp;
let visits: Visits;
let folder: string;
let [model, rows]: [string, string] = ['', ''];

beforeAll(async () => {
  dapp = await runningDapp();
  visits = await openVisits();
  folder = await mkdtemp(join(tmpdir(), 'cultivar-tab-'));
  [model, rows] = [join(folder, 'tiny.gguf'), join(folder, 'sums.jsonl')];
  await writeFile(model, ggufBytes(tinyGgufMetadata(), tinyGgufTensors()));
  await writeFile(rows, ROWS.map((row) => `${JSON.stringify(row)}\n`).join(''));
});
afterAll(async () => {
  await visits?.close();
  await rm(folder, { recursive: true, force: true });
});

describe('someone who trains in a tab', () => {
  it('stops, closes the page, goes on, and has the bytes that the command line makes', async () => {
    await visits.visit(1440, async (page) => {
      const run = page.getByRole('complementary', { name: 'This run' });
      await underPolicy(page);
      await page.goto(`${dapp.url}/train`);
      await page.getByRole('link', { name: 'Train in this tab' }).click();
      await choose(page);
      await shootBoth(page, 'train-here-setup');
      await page.getByRole('button', { name: 'Train', exact: true }).click();
      await run.getByText(new RegExp(`^[1-9]\\d* of ${STEPS}$`)).waitFor();
      await page.getByRole('button', { name: 'Stop' }).click();
      await page.getByRole('heading', { name: 'Stopped' }).waitFor();

      await page.reload();
      await page.getByRole('heading', { name: 'Stopped' }).waitFor();
      await page.getByRole('button', { name: 'Go on' }).click();
      const save = page.getByRole('button', { name: /^Save adapter/ });
      await save.waitFor();
      await run.getByText(`${STEPS} of ${STEPS}`).waitFor();
      const answers = page.getByRole('figure');
      expect(await answers.allTextContents()).toEqual([
        expect.stringMatching(/^Before./),
        expect.stringMatching(/^After./),
      ]);
      await shootBoth(page, 'train-here-done');

      const downloading = page.waitForEvent('download');
      await save.click();
      const archive = unzipSync(await readFile(await (await downloading).path()));
      const { 'adapter/job.json': job, ...adapter } = archive;
      expect(Object.keys(adapter)).toHaveLength(4);
      const trained = await trainedByCommand(job!);
      for (const [name, bytes] of Object.entries(adapter))
        expect({
          name,
          same: (await readFile(join(trained, name.slice('adapter/'.length)))).equals(bytes),
        }).toEqual({
          name,
          same: true,
        });

      await page.getByRole('button', { name: 'Start another' }).click();
      await page.getByRole('button', { name: 'Remove the run and its files' }).click();
      await page.getByRole('button', { name: 'Train', exact: true }).waitFor();
    });
  });

  it('is told what is wrong with a file', async () => {
    await visits.visit(390, async (page) => {
      await page.goto(`${dapp.url}/train/here`);
      await choose(page);
      await fileInput(page, 'Rows').setInputFiles({
        ...{ name: 'rows.jsonl', mimeType: 'application/json' },
        buffer: Buffer.from('[]'),
      });
      await page.getByRole('button', { name: 'Train', exact: true }).click();
      await page.getByRole('alert').getByText('rows.jsonl: holds no row with fields').waitFor();
      await page.getByText('tiny.gguf').waitFor();
    });
  });
});

async function choose(page: Page): Promise<void> {
  await fileInput(page, 'Model').setInputFiles(model);
  await fileInput(page, 'Rows').setInputFiles(rows);
  await page.getByLabel('Steps').fill(String(STEPS));
  await page.getByLabel('Sequence').fill('96');
  await page.getByLabel('Rank').fill('4');
  await page.getByLabel('Question').fill('1 + 2');
}

const fileInput = (page: Page, title: string) =>
  page.locator('label', { has: page.getByText(title, { exact: true }) }).locator('input[type=file]');

async function underPolicy(page: Page): Promise<void> {
  await page.route('**/assets/tab-training-worker*', async (route) => {
    const response = await route.fetch();
    await route.fulfill({
      response,
      headers: { ...response.headers(), 'content-security-policy': POLICY },
    });
  });
}

/** @returns The adapter's folder. */
async function trainedByCommand(job: Uint8Array): Promise<string> {
  const [manifest, out] = [join(folder, 'job.json'), join(folder, 'by-command')];
  await writeFile(manifest, job);
  const options = ['--model', model, '--data', rows, '--executor', 'wasm', '--threads', '1', '--out', out];
  await promisify(execFile)(process.execPath, ['--no-warnings', CLI, 'run', manifest, ...options], {
    env: { CULTIVAR_CACHE_DIR: join(folder, 'cache') },
  });
  return join(out, 'adapter');
}
