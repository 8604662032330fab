import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { UsageError } from './usage-error.ts';

/**
 * The PEFT folder that was named: itself, or the one inside a run's folder.
 *
 * @throws UsageError when neither is one.
 */
export async function findAdapter(given: string): Promise<string> {
  for (const folder of [given, join(given, 'adapter')]) {
    const config = await stat(join(folder, 'adapter_config.json')).catch(() => undefined);
    if (config?.isFile()) return folder;
  }
  throw new UsageError(
    `${given} holds no adapter: there is no adapter_config.json in it`,
    'Name the folder of a run that ended, or a PEFT folder.',
  );
}
