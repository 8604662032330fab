import type { TrainEvent } from '@cultivar/sdk/spec';
import { disk } from '#disk';
import { openChat } from '../../generate/open-chat.ts';
import { runTraining } from '../../run/run-training.ts';
import { tabFile } from '../platform/tab-file.ts';
import { readTabRun } from './read-tab-run.ts';
import { tabJob } from './tab-job.ts';
import { TAB_PATHS } from './tab-plan.ts';

/** What is heard of a run. */
export type TabRunListener = {
  onEvent(event: TrainEvent): void;
  /** The model's answer to the plan's question, as it grows. */
  onAnswer(when: 'before' | 'after', text: string): void;
  signal: AbortSignal;
};

/** A file that a run hands over: its name below the result's folder. */
export type TabResultFile = { name: string; file: Blob };

const ANSWER_TOKENS = 48;
const ADAPTER_FILES = [
  ...['adapter_config.json', 'adapter_model.safetensors', 'chat_template.jinja'],
  'generation_config.json',
];

/**
 * Trains a kept run from where it stands to its end, and asks its question before and after.
 *
 * @returns The PEFT directory, and the job that gives the same bytes on the command line.
 * @throws as `runTraining`, and the signal's reason while an answer is written.
 */
export async function trainTabRun(folder: string, listener: TabRunListener): Promise<TabResultFile[]> {
  const kept = await readTabRun(folder);
  if (!kept) throw new DOMException(`${folder} holds no run`, 'NotFoundError');
  const { settings, model, dataset, question } = kept.plan;
  const modelFiles = model.map((name) => ({ name, path: TAB_PATHS.model(folder, name) }));
  const outDir = TAB_PATHS.out(folder);
  const job = await tabJob({
    ...{ settings, modelFiles, outDir },
    dataset: {
      format: dataset.format,
      files: [{ name: dataset.name, path: TAB_PATHS.dataset(folder, dataset.name) }],
    },
  });
  await disk.makeFolder(outDir);
  await disk.write(`${outDir}/job.json`, `${JSON.stringify(job.manifest, null, 2)}\n`);

  const answer = async (when: 'before' | 'after', adapterDir?: string) => {
    if (question === '' || kept[when] !== undefined) return;
    const chat = await openChat({ modelFiles });
    try {
      let text = '';
      const messages = [{ role: 'user', content: question }] as const;
      for await (const piece of chat.complete({
        ...{ messages, maxTokens: ANSWER_TOKENS, signal: listener.signal },
        ...(adapterDir === undefined ? {} : { adapterDir }),
      })) {
        text += piece.text;
        listener.onAnswer(when, text);
      }
      await disk.write(TAB_PATHS.answer(folder, when), text);
    } finally {
      await chat.close();
    }
  };
  await answer('before');
  const { adapterDir } = await runTraining(job, {
    signal: listener.signal,
    onEvent: (event) => listener.onEvent(event),
  });
  await answer('after', adapterDir);
  return resultFiles(adapterDir, `${outDir}/job.json`);
}

async function resultFiles(adapterDir: string, jobPath: string): Promise<TabResultFile[]> {
  const places = [...ADAPTER_FILES.map((name) => ({ name, path: `${adapterDir}/${name}` }))];
  const files: TabResultFile[] = [];
  for (const { name, path } of [...places, { name: 'job.json', path: jobPath }]) {
    const file = await tabFile(path);
    if (file) files.push({ name, file });
  }
  return files;
}
