import type { ManifestKind, ManifestOf } from '../spec/manifest/parse-manifest.ts';
import type { ContentSource } from './content-request.ts';
import { getFile } from './get-file.ts';
import type { GetFileParameters } from './get-file.ts';
import { getManifest } from './get-manifest.ts';
import type { GetManifestParameters } from './get-manifest.ts';
import { putFile } from './put-file.ts';
import type { PutFileParameters, StoredFile } from './put-file.ts';
import { putManifest } from './put-manifest.ts';
import type { StoredManifest } from './put-manifest.ts';

/** A content store as the rest of the product sees it: nothing comes out of it unchecked. */
export type ContentClient = {
  /** See {@link putFile}; the bytes are in memory already. */
  putBytes(bytes: Uint8Array, options?: { signal?: AbortSignal }): Promise<StoredFile>;
  /** See {@link putFile}. */
  putFile(file: Blob, options?: Omit<PutFileParameters, 'file'>): Promise<StoredFile>;
  /** See {@link putManifest}. */
  putManifest(manifest: unknown, options?: { signal?: AbortSignal }): Promise<StoredManifest>;
  /** See {@link getManifest}. */
  getManifest<K extends ManifestKind = ManifestKind>(
    digest: GetManifestParameters<K>['digest'],
    options?: Omit<GetManifestParameters<K>, 'digest'>,
  ): Promise<ManifestOf<K>>;
  /** See {@link getFile}. */
  getFile(file: GetFileParameters['file'], options?: Omit<GetFileParameters, 'file'>): Promise<Uint8Array>;
  /** The address under which anybody may get this content, unchecked: for links and previews. */
  urlOf(cid: string): string;
};

/** Binds the content actions to one store. Works in Node and in browsers. */
export function contentClient(source: ContentSource): ContentClient {
  return {
    putBytes: (bytes, options) =>
      putFile(source, { file: new Blob([bytes as Uint8Array<ArrayBuffer>]), ...options }),
    putFile: (file, options) => putFile(source, { file, ...options }),
    putManifest: (manifest, options) => putManifest(source, { manifest, ...options }),
    getManifest: (digest, options) => getManifest(source, { digest, ...options }),
    getFile: (file, options) => getFile(source, { file, ...options }),
    urlOf: (cid) => `${source.contentUrl.replace(/\/$/, '')}/ipfs/${cid}`,
  };
}
