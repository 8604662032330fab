import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { contentHash } from './content-hash.ts';

/** Something that is made from sources. */
export type Product = {
  /** One word, as in the stamp's file name. */
  name: string;
  /** What it is made from: glob patterns from the root. */
  sources: readonly string[];
  /** A file that is there when it has been made, from the root. */
  output: string;
  /** Makes it. */
  build: (options: { root: string; signal?: AbortSignal }) => Promise<void>;
};

/**
 * Makes a product when its sources have changed since it was made last.
 *
 * @returns whether it had to be made
 */
export async function buildIfStale(
  product: Product,
  { root, signal }: { root: string; signal?: AbortSignal },
): Promise<boolean> {
  const stamp = join(root, '.cache/built', product.name);
  const current = await contentHash(root, product.sources);
  if (existsSync(join(root, product.output)) && (await readStamp(stamp)) === current) return false;
  await rm(stamp, { force: true });
  await product.build({ root, signal });
  await mkdir(dirname(stamp), { recursive: true });
  await writeFile(stamp, current);
  return true;
}

async function readStamp(file: string): Promise<string | undefined> {
  return existsSync(file) ? readFile(file, 'utf8') : undefined;
}
