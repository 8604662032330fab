import { setFlagsFromString } from 'node:v8';

/** How V8 grows its heap: the factor for new objects, and how much may be added to what survived, in percent. */
const AS_FOUND = ['--semi-space-growth-factor=2', '--heap-growing-percent=0'];
const SPARING = ['--semi-space-growth-factor=1', '--heap-growing-percent=30'];

/** How many pieces of such work are under way. */
let working = 0;

/**
 * Runs work that throws away almost all it makes, and keeps V8 from taking memory for that. Left alone, the space for
 * new objects grows to some 100 MB and what survives it is let to double; rows read this way take as much processor time
 * as before. V8 looks at both settings whenever it has collected, so they may change while it runs.
 */
export async function sparing<T>(work: () => Promise<T>): Promise<T> {
  working += 1;
  for (const flag of SPARING) setFlagsFromString(flag);
  try {
    return await work();
  } finally {
    working -= 1;
    if (working === 0) for (const flag of AS_FOUND) setFlagsFromString(flag);
  }
}
