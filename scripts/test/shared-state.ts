import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort } from '../services/free-port.ts';
import { PORTS } from '../start/settings.ts';

/** A state folder of the tests, with ports of its own that stay the same from start to start. */
export type TestState = { folder: string; env: Record<string, string> };

/**
 * The state that all integration tests of one run share, so that a model is not trained for each of them.
 *
 * @param scratch folder of the test run, empty at its start
 */
export async function sharedState(scratch: string): Promise<TestState> {
  const folder = join(scratch, 'state');
  await mkdir(folder, { recursive: true });
  const file = join(scratch, 'ports.json');
  if (!existsSync(file)) {
    const ports: Record<string, string> = {};
    for (const { variable } of Object.values(PORTS)) ports[variable] = String(await freePort());
    await writeFile(file, JSON.stringify(ports));
  }
  const ports = JSON.parse(await readFile(file, 'utf8')) as Record<string, string>;
  return { folder, env: { ...ports, CULTIVAR_STATE: folder } };
}
