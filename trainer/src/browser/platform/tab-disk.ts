import type { Disk } from '../../disk/disk.ts';
import { folderAt, madeHandle, storedHandle, tabFile } from './tab-file.ts';

/** Pieces in which a file is read. */
const PIECE_BYTES = 1 << 20;

/** The folder that the browser keeps for this site (origin private file system), with files that the page gave on top. */
export const disk: Disk = {
  async makeFolder(path) {
    await folderAt(path);
  },
  async read(path) {
    const file = await tabFile(path);
    return file && new Uint8Array(await file.arrayBuffer());
  },
  async has(path) {
    return (await tabFile(path)) !== undefined;
  },
  async *stream(path) {
    const file = await tabFile(path);
    if (!file) throw new DOMException(`${path} is not there`, 'NotFoundError');
    for (let at = 0; at < file.size; at += PIECE_BYTES)
      yield new Uint8Array(await file.slice(at, at + PIECE_BYTES).arrayBuffer());
  },
  async write(path, content) {
    // The browser writes beside the file and puts it in its place when it is closed.
    const writable = await (await madeHandle(path)).createWritable();
    const parts = typeof content === 'string' || content instanceof Uint8Array ? [content] : content;
    // A page may not write memory that threads share.
    for (const part of parts) await writable.write(typeof part === 'string' ? part : part.slice());
    await writable.close();
  },
  async remove(path) {
    const cut = path.lastIndexOf('/');
    if (!(await storedHandle(path))) return;
    await (await folderAt(path.slice(0, cut))).removeEntry(path.slice(cut + 1));
  },
  async openLog(path) {
    const file = await (await madeHandle(path)).createSyncAccessHandle();
    const content = new Uint8Array(file.getSize());
    file.read(content, { at: 0 });
    return {
      content,
      cut: (bytes) => file.truncate(bytes),
      append(text) {
        file.write(new TextEncoder().encode(text), { at: file.getSize() });
        file.flush();
      },
      close: () => file.close(),
    };
  },
};
