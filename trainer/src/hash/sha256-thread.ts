import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';

// Entry of a thread that tells the sha256 of one file. It imports nothing of ours, so that it is there at once.
const PIECE_BYTES = 1 << 20;

const file = openSync(workerData as string, 'r');
const hash = createHash('sha256');
const piece = new Uint8Array(PIECE_BYTES);
for (let bytes = readSync(file, piece); bytes > 0; bytes = readSync(file, piece))
  hash.update(piece.subarray(0, bytes));
closeSync(file);
parentPort!.postMessage(`0x${hash.digest('hex')}`);
