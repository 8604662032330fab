import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

/** The command line of a living process, or undefined when there is none of that id (a zombie counts as none). */
export async function processCommand(pid: number): Promise<string | undefined> {
  try {
    if (process.platform === 'linux') {
      const text = (await readFile(`/proc/${pid}/cmdline`, 'utf8')).replaceAll('\0', ' ').trim();
      return text || undefined;
    }
    const { stdout } = await promisify(execFile)('ps', ['-o', 'command=', '-p', String(pid)]);
    return stdout.trim() || undefined;
  } catch {
    // Neither /proc nor ps knows it: it is gone.
    return undefined;
  }
}
