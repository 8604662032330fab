import { findAdapter } from './find-adapter.ts';

/**
 * Flags with the PEFT folder in place of the folder that was named; flags that name none stay as they are.
 *
 * @throws UsageError when the folder holds no adapter.
 */
export async function withFoundAdapter<T extends { adapter?: string }>(flags: T): Promise<T> {
  return flags.adapter === undefined ? flags : { ...flags, adapter: await findAdapter(flags.adapter) };
}
