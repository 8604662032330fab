import { statfsSync } from 'node:fs';
import { Complaint } from './complaint.mjs';

/** node_modules and npm's cache of it, with room for the local state. */
const NEEDED_BYTES = 3_500_000_000;

/**
 * Refuses early where an install cannot fit.
 *
 * @param {string} folder
 * @param {(folder: string) => number} freeBytes
 * @throws {Complaint}
 */
export function checkDisk(folder, freeBytes = freeBytesOf) {
  const free = freeBytes(folder);
  if (free >= NEEDED_BYTES) return;
  const gigabytes = (/** @type {number} */ bytes) => (bytes / 1e9).toFixed(1);
  throw new Complaint(
    `the disk has ${gigabytes(free)} GB left and the install needs ${gigabytes(NEEDED_BYTES)} GB; free some and run this again.`,
  );
}

/** @param {string} folder */
function freeBytesOf(folder) {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}
