import { digestToCid } from '@cultivar/sdk/spec';
import type { Hex, Manifest } from '@cultivar/sdk/spec';
import type { Entity } from '../entity-filter.ts';

/** What the index keeps of a manifest. */
export function manifestEntity(manifest: Manifest, digest: Hex, publisher: string): Entity {
  const none = {
    architecture: null,
    format: null,
    quantization: null,
    parameters: null,
    contextLength: null,
    method: null,
    rank: null,
    baseDigest: null,
    trainedRows: null,
    heldOutLossBefore: null,
    heldOutLossAfter: null,
    rows: null,
    rowFormat: null,
    language: null,
    steps: null,
    sourceUrl: null,
  };
  const own =
    manifest.kind === 'model'
      ? { ...manifest.model, parameters: String(manifest.model.parameters) }
      : manifest.kind === 'adapter'
        ? {
            method: manifest.adapter.method,
            rank: manifest.adapter.method === 'lora' ? manifest.adapter.rank : null,
            parameters: String(manifest.adapter.parameters),
            baseDigest: manifest.adapter.base,
            trainedRows: String(manifest.metrics?.rows),
            heldOutLossBefore: String(manifest.metrics?.heldOutLossBefore),
            heldOutLossAfter: String(manifest.metrics?.heldOutLossAfter),
          }
        : manifest.kind === 'dataset'
          ? { rows: String(manifest.dataset.rows), rowFormat: manifest.dataset.format.name }
          : {};
  return {
    ...none,
    ...own,
    id: `${digest}${publisher.slice(2)}`,
    digest,
    cid: digestToCid(digest),
    publisher,
    creator: manifest.creator,
    namesOtherCreator: false,
    kind: manifest.kind.toUpperCase(),
    name: manifest.name,
    summary: manifest.summary ?? null,
    license: manifest.license,
    tags: manifest.tags ?? [],
    fileCount: manifest.files.length,
    sizeBytes: String(manifest.files.reduce((sum, file) => sum + file.size, 0)),
  };
}
