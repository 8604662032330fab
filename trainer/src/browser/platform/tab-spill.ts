import type { Spill } from '../../data/spill.ts';

/** Memory: a tab has no file that can be written at once, and its datasets are small. */
export function openSpill(): Spill {
  const blocks: { start: number; bytes: Uint8Array }[] = [];
  let length = 0;
  return {
    append(bytes) {
      blocks.push({ start: length, bytes: bytes.slice() });
      length += bytes.length;
    },
    read(into, at) {
      if (at + into.length > length) return false;
      let done = 0;
      for (const { start, bytes } of blocks) {
        const from = at + done - start;
        if (done === into.length || from < 0 || from >= bytes.length) continue;
        const part = bytes.subarray(from, from + into.length - done);
        into.set(part, done);
        done += part.length;
      }
      return true;
    },
    close() {
      blocks.length = 0;
    },
  };
}
