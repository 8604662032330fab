import type { FileEntry } from '@cultivar/sdk/spec';

const PARTS: readonly [RegExp, string][] = [
  [/\.(safetensors|gguf|bin)$/i, 'weights'],
  [/(^|\/)trace[^/]*\.json$/i, 'trace'],
  [/\.(jsonl|csv|parquet)$/i, 'rows'],
  [/(^|\/)(LICENSE|NOTICE|README)[^/]*$/i, 'text'],
  [/\.(json|jinja|txt|model)$/i, 'config'],
];

/** What a file of an asset is for, told by its name. */
export function filePart({ name }: Pick<FileEntry, 'name'>): string {
  return PARTS.find(([pattern]) => pattern.test(name))?.[1] ?? 'file';
}
