import type { z } from 'zod';

/** The entries of a list that a page keeps under a key. Anything unreadable is left out. */
export function storedList<T>(storage: Storage, key: string, schema: z.ZodType<T>): T[] {
  let value: unknown;
  try {
    value = JSON.parse(storage.getItem(key) ?? '[]');
  } catch {
    // Another program, or an older version, wrote something else here: begin anew.
    return [];
  }
  if (!Array.isArray(value)) return [];
  return value.flatMap((entry) => {
    const result = schema.safeParse(entry);
    return result.success ? [result.data] : [];
  });
}
