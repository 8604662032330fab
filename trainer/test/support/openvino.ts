import { join } from 'node:path';
import { fetchOpenVino } from '../../src/fetch/fetch-openvino.ts';

/** Where OpenVINO is pinned for; elsewhere its tests have nothing to run. */
export const HAS_OPENVINO = process.platform === 'linux' && process.arch === 'x64';

/** The libraries, downloaded at first need into the cache that `npm start` uses too. */
export function openVinoDir(): Promise<string> {
  return fetchOpenVino({ cacheDir: join(import.meta.dirname, '../../../.cache') });
}
