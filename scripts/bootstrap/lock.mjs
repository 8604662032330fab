import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** No install takes this long; a lock this old is left over, even where its number now belongs to another process. */
const STALE_MS = 20 * 60_000;

/**
 * Runs `work` while no other process does, by a lock file that names its holder. The lock of a process that is gone
 * is taken over.
 *
 * @template T
 * @param {string} file
 * @param {{ onWait: (holderPid: number) => void, isAlive?: (pid: number) => boolean, pollMs?: number }} options
 *   `onWait` is called once, when somebody else holds the lock
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(file, { onWait, isAlive = processIsAlive, pollMs = 250 }, work) {
  mkdirSync(dirname(file), { recursive: true });
  let told = false;
  while (!take(file)) {
    const holder = holderOf(file);
    if (holder !== undefined && (!isAlive(holder) || ageMs(file) > STALE_MS)) {
      discard(file, holder);
      continue;
    }
    if (!told && holder !== undefined) onWait(holder);
    told ||= holder !== undefined;
    await sleep(pollMs);
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

/** @param {string} file */
function take(file) {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

/**
 * @param {string} file
 * @returns {number | undefined} undefined while the holder has created but not yet written it, or just let go
 */
function holderOf(file) {
  try {
    const pid = Number(readFileSync(file, 'utf8'));
    return Number.isInteger(pid) && pid > 0 ? pid : undefined;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** @param {string} file */
function ageMs(file) {
  return Date.now() - (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
}

/**
 * Moves a dead holder's lock away. Two waiters may try at once; the rename has one winner, and who finds
 * somebody's fresh lock in its hands puts it back.
 *
 * @param {string} file
 * @param {number} holder
 */
function discard(file, holder) {
  const aside = `${file}.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return;
    throw error;
  }
  if (holderOf(aside) === holder) rmSync(aside, { force: true });
  else renameSync(aside, file);
}

/** @param {number} pid */
function processIsAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

/** @param {unknown} error */
function codeOf(error) {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
