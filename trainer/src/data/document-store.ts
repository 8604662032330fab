import { openSpill } from '#token-spill';
import type { Document } from './document.ts';
import type { Spill } from './spill.ts';

/** Documents in the order in which they were added. Beyond a size they lie on disk, so that memory stays bounded. */
export type DocumentStore = {
  readonly length: number;
  add(document: Document): void;
  get(place: number): Document;
  /** The row of a document, and its tokens, without reading them. */
  rowAt(place: number): number;
  lengthAt(place: number): number;
  close(): void;
};

/** Tokens that gather before they are written. */
const BLOCK_TOKENS = 1 << 20;

/**
 * An empty store. A token and its mark are one 32-bit word; the last block stays in memory, so a small dataset never
 * touches the disk.
 *
 * @param folder Where a temporary file may be made; default the system's.
 */
export function documentStore(folder?: string): DocumentStore {
  const [rows, starts, lengths]: [number[], number[], number[]] = [[], [], []];
  let block = new Int32Array(1 << 12);
  let inBlock = 0;
  let written = 0;
  let spill: Spill | undefined;

  const flush = () => {
    spill ??= openSpill(folder);
    spill.append(bytesOf(block.subarray(0, inBlock)));
    written += inBlock;
    inBlock = 0;
  };
  const makeRoom = (tokens: number) => {
    if (inBlock + tokens <= block.length) return;
    if (inBlock > 0 && inBlock + tokens > BLOCK_TOKENS) flush();
    let size = block.length;
    while (size < inBlock + tokens) size *= 2;
    if (size === block.length) return;
    const larger = new Int32Array(size);
    larger.set(block.subarray(0, inBlock));
    block = larger;
  };
  const wordsAt = (start: number, length: number): Int32Array => {
    if (start >= written) return block.subarray(start - written, start - written + length);
    const words = new Int32Array(length);
    if (!spill!.read(bytesOf(words), 4 * start))
      throw new Error('the file of tokens became shorter while it was used');
    return words;
  };

  return {
    get length() {
      return rows.length;
    },
    add({ row, ids, counted }) {
      makeRoom(ids.length);
      rows.push(row);
      starts.push(written + inBlock);
      lengths.push(ids.length);
      for (let i = 0; i < ids.length; i++) block[inBlock + i] = ids[i]! * 2 + (counted[i] ?? 0);
      inBlock += ids.length;
    },
    get(place) {
      const words = wordsAt(starts[place]!, lengths[place]!);
      return {
        row: rows[place]!,
        ids: words.map((word) => word >> 1),
        counted: Uint8Array.from(words, (word) => word & 1),
      };
    },
    rowAt: (place) => rows[place]!,
    lengthAt: (place) => lengths[place]!,
    close() {
      spill?.close();
      spill = undefined;
    },
  };
}

function bytesOf({ buffer, byteOffset, byteLength }: Int32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
