import { existsSync, openAsBlob } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describeDataset } from '@cultivar/trainer/fetch';
import type { ProgressStep } from '../progress/progress.ts';
import type { Flow } from './flow.ts';
import { publishAsset, type PublishedAsset } from './publish-asset.ts';

const ROWS = 200;
const NAME = 'gsm8k-200.jsonl';
const FORMAT = { name: 'prompt-completion', prompt: 'question', completion: 'answer' } as const;

/** Imports real rows, from the data beside the project or the part kept in it, and registers them for the publisher. */
export async function publishDataset(flow: Flow, step: ProgressStep): Promise<PublishedAsset> {
  const { settings, clients, content, signal } = flow;
  const beside = join(settings.root, '../shared/data/gsm8k/train.jsonl');
  const source = existsSync(beside) ? beside : join(settings.root, 'scripts/start/data/gsm8k/rows.jsonl');
  const path = await firstRows(source, join(settings.localDir, 'inputs'));
  const { rows, preview, mediaType } = await describeDataset({ name: NAME, path, format: FORMAT }, 5);
  const file = { name: NAME, mediaType, ...(await content.putFile(await openAsBlob(path), { signal })) };
  const published = await publishAsset(flow, {
    kind: 'dataset',
    royaltyBps: 0,
    manifest: {
      cultivar: 1,
      kind: 'dataset',
      name: 'GSM8K, first 200 problems',
      summary: 'Grade-school mathematics problems with worked answers.',
      creator: clients.publisher.account.address,
      license: 'MIT',
      source: 'https://github.com/openai/grade-school-math',
      tags: ['mathematics', 'reasoning', 'english'],
      card: CARD,
      files: [file],
      dataset: { rows, format: FORMAT, language: 'en', preview },
    },
  });
  step.done(`GSM8K, ${rows} rows, asset ${published.assetId}`);
  return published;
}

/** The first rows of a JSONL file, as a file of their own. */
async function firstRows(source: string, folder: string): Promise<string> {
  const lines = (await readFile(source, 'utf8')).split('\n').slice(0, ROWS);
  await mkdir(folder, { recursive: true });
  const path = join(folder, NAME);
  await writeFile(path, `${lines.join('\n')}\n`);
  return path;
}

const CARD = `# GSM8K, first 200 problems

The first 200 problems of the training split of GSM8K: grade-school word problems whose answers are worked out step by step. Made by OpenAI.

* Columns: \`question\`, \`answer\`
* Licence: MIT
`;
