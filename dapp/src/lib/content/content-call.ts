import type { FileEntry, Hex, Manifest } from '@cultivar/sdk/spec';

/** What the page asks of the content worker. */
export type ContentCall = { id: number; contentUrl: string } & (
  { act: 'manifest'; digest: Hex } | { act: 'file'; file: FileEntry }
);

/** What the content worker says: progress, then one of three ends. */
export type ContentAnswer = { id: number } & (
  | { received: number }
  | { done: 'manifest'; manifest: Manifest }
  | { done: 'file'; bytes: ArrayBuffer }
  | { failed: string }
);
