import type { BaseModelSpec } from './base-model-spec.ts';
import type { FetchedModel, FetchOptions } from './fetch-options.ts';
import { connectionProblem, Miss } from './miss.ts';
import { storeFile } from './store-file.ts';

/** The files by their CIDs from the content store. */
export async function fromContentStore(spec: BaseModelSpec, options: FetchOptions): Promise<FetchedModel> {
  const { fetchContent, signal } = options;
  if (!fetchContent) throw new Miss('none is set');
  const files: FetchedModel['files'] = [];
  for (const file of spec.files) {
    const content = await fetchContent(file, signal).catch((error: unknown) => {
      signal?.throwIfAborted();
      throw new Miss(connectionProblem(error));
    });
    if (!content) throw new Miss(`does not hold ${file.name}`);
    files.push(await storeFile(file, 'content store', options, async (offset) => skip(content, offset)));
  }
  return { source: 'content store', files };
}

async function* skip(content: AsyncIterable<Uint8Array>, offset: number): AsyncGenerator<Uint8Array> {
  let left = offset;
  for await (const chunk of content) {
    if (left < chunk.length) yield chunk.subarray(left);
    left = Math.max(0, left - chunk.length);
  }
}
