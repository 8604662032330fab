import { openAsBlob } from 'node:fs';
import { join } from 'node:path';
import { describeModel, fetchBaseModel, SMOLLM2_135M_INSTRUCT } from '@cultivar/trainer/fetch';
import type { PinnedFile } from '@cultivar/trainer/fetch';
import type { ProgressStep } from '../progress/progress.ts';
import type { Flow } from './flow.ts';
import { publishAsset, type PublishedAsset } from './publish-asset.ts';

/** Part of the price of each licence of a derived adapter that goes to the base's owner. */
const ROYALTY_BPS = 500;

/** Fetches the base model from wherever it is to be had, stores it and registers it for the publisher. */
export async function publishBaseModel(flow: Flow, step: ProgressStep): Promise<PublishedAsset> {
  const { settings, clients, content, signal } = flow;
  const spec = SMOLLM2_135M_INSTRUCT;
  const fetched = await fetchBaseModel(spec, {
    cacheDir: join(settings.root, '.cache/models'),
    localPath: process.env.CULTIVAR_MODEL,
    hubUrl: process.env.CULTIVAR_HUB_URL,
    fetchContent: (file) => contentOf(flow, file),
    onMiss: (line) => flow.progress.line(`    ${line}`),
    onProgress: ({ source, receivedBytes, totalBytes }) =>
      step.detail(`from the ${source}: ${megabytes(receivedBytes)} of ${megabytes(totalBytes)} MB`),
    signal,
  });
  step.detail('checking and storing');
  const files = [];
  for (const { name, path } of fetched.files) {
    files.push({
      name,
      mediaType: 'application/octet-stream',
      ...(await content.putFile(await openAsBlob(path), { signal })),
    });
  }
  const published = await publishAsset(flow, {
    kind: 'model',
    royaltyBps: ROYALTY_BPS,
    manifest: {
      cultivar: 1,
      kind: 'model',
      name: spec.name,
      summary: 'A small instruction-tuned language model that trains on a laptop.',
      creator: clients.publisher.account.address,
      license: spec.license,
      source: spec.source,
      tags: ['text', 'instruct', 'english'],
      card: CARD,
      files,
      model: await describeModel(fetched.files),
    },
  });
  step.done(`${spec.name}, from the ${fetched.source}, asset ${published.assetId}`);
  return published;
}

/** A file that the content store holds already; it is checked against its sha256 by the reader. */
async function contentOf(
  { contentUrl, signal }: Flow,
  file: PinnedFile,
): Promise<AsyncIterable<Uint8Array> | null> {
  const response = await fetch(`${contentUrl}/ipfs/${file.cid}`, {
    headers: { 'cache-control': 'only-if-cached' },
    signal,
  });
  if (response.ok && response.body) return response.body as unknown as AsyncIterable<Uint8Array>;
  await response.body?.cancel();
  return null;
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(0);
}

const CARD = `# SmolLM2-135M-Instruct

A 135-million-parameter language model by Hugging Face, tuned to follow instructions. Small enough to fine-tune on two CPU cores.

* Architecture: Llama, 30 layers, hidden size 576, context 8,192 tokens
* Weights: Q4_1 in one GGUF file, with tokenizer and chat template
* Licence: Apache-2.0
`;
