import { closeSync, createReadStream, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs';
import { mkdir, readFile, rm, stat } from 'node:fs/promises';
import { writeFileAtomically } from '../run/write-file-atomically.ts';
import type { Disk } from './disk.ts';

/** The system's own files. */
export const disk: Disk = {
  async makeFolder(path) {
    await mkdir(path, { recursive: true });
  },
  read: (path) =>
    readFile(path).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      throw error;
    }),
  has: (path) =>
    stat(path).then(
      (found) => found.isFile(),
      (error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return false;
        throw error;
      },
    ),
  stream: (path) => createReadStream(path, { highWaterMark: 1 << 20 }),
  write: writeFileAtomically,
  remove: (path) => rm(path, { force: true }),
  async openLog(path) {
    const file = openSync(path, 'a+');
    return {
      content: readFileSync(path),
      cut: (bytes) => ftruncateSync(file, bytes),
      append: (text) => void writeSync(file, text),
      close: () => closeSync(file),
    };
  },
};
