import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Spill } from './spill.ts';

/** A temporary file, gone when it is closed. @param folder Where it may be made; default the system's. */
export function openSpill(folder = tmpdir()): Spill {
  const own = mkdtempSync(join(folder, 'cultivar-tokens-'));
  const file = openSync(join(own, 'tokens'), 'wx+', 0o600);
  return {
    append(bytes) {
      for (let done = 0; done < bytes.length;) done += writeSync(file, bytes, done);
    },
    read(into, at) {
      for (let done = 0; done < into.length;) {
        const read = readSync(file, into, done, into.length - done, at + done);
        if (read === 0) return false;
        done += read;
      }
      return true;
    },
    close() {
      closeSync(file);
      rmSync(own, { recursive: true, force: true });
    },
  };
}
