import { downloadFile } from '@huggingface/hub';
import type { BaseModelSpec, PinnedFile } from './base-model-spec.ts';
import type { FetchedModel, FetchOptions } from './fetch-options.ts';
import { connectionProblem, Miss } from './miss.ts';
import { storeFile } from './store-file.ts';

const DEFAULT_HUB = 'https://huggingface.co';
const PROBE_TIMEOUT_MS = 5_000;
const STALL_TIMEOUT_MS = 30_000;

/** The files from the model hub, at the pinned commit, going on where a download was broken off. */
export async function fromHub(spec: BaseModelSpec, options: FetchOptions): Promise<FetchedModel> {
  const hubUrl = (options.hubUrl ?? DEFAULT_HUB).replace(/\/+$/, '');
  const files: FetchedModel['files'] = [];
  try {
    for (const file of spec.files) {
      const blob = await find(spec, file, hubUrl, options.signal);
      files.push(await storeFile(file, 'model hub', options, async (offset) => stream(blob, offset)));
    }
  } catch (error) {
    options.signal?.throwIfAborted();
    throw new Miss(`${new URL(hubUrl).host} ${connectionProblem(error)}`);
  }
  return { source: 'model hub', files };
}

async function find(
  { hub }: BaseModelSpec,
  file: PinnedFile,
  hubUrl: string,
  signal?: AbortSignal,
): Promise<Blob> {
  let probing = true;
  const blob = await downloadFile({
    repo: hub.repo,
    revision: hub.revision,
    path: file.name,
    hubUrl,
    xet: false,
    fetch: (input, init) => {
      const limits = [signal, probing ? AbortSignal.timeout(PROBE_TIMEOUT_MS) : undefined].filter(
        (s) => s !== undefined,
      );
      return fetch(input, { ...init, signal: AbortSignal.any(limits) });
    },
  });
  probing = false;
  if (!blob) throw new Miss(`has no ${file.name} in ${hub.repo}`);
  if (blob.size !== file.size) throw new Miss(`holds another ${file.name} (${blob.size} bytes)`);
  return blob;
}

/** A blob's bytes from `offset`; a connection that falls silent ends it. */
async function* stream(blob: Blob, offset: number): AsyncGenerator<Uint8Array> {
  const reader = blob.slice(offset).stream().getReader();
  try {
    for (;;) {
      let timer: NodeJS.Timeout | undefined;
      const stalled = new Promise<never>((_, reject) => {
        timer = setTimeout(() => reject(new Miss('falls silent during the download')), STALL_TIMEOUT_MS);
      });
      const { done, value } = await Promise.race([reader.read(), stalled]).finally(() => clearTimeout(timer));
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
