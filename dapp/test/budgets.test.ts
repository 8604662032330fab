import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildDapp } from './support/build-dapp.ts';
import type { BuiltDapp } from './support/build-dapp.ts';

type Chunk = { file: string; imports?: string[]; css?: string[] };

const KB = 1000;
/** What only a wallet needs: it loads when somebody connects. */
const WALLET =
  /node_modules\/(viem|ox|wagmi|@wagmi|@rainbow-me|@walletconnect|@metamask|@reown|@polkadot[\w-]*)\//;
const ENTRY = 'index.html';

let built: BuiltDapp;
let chunks: Record<string, Chunk>;

beforeAll(async () => {
  built = await buildDapp();
  chunks = JSON.parse(await readFile(join(built.folder, 'build-manifest.json'), 'utf8')) as typeof chunks;
}, 300_000);
afterAll(() => built.remove());

describe('what a visitor loads', () => {
  it('starts with at most 170 kB of JavaScript', async () => {
    expect(await sizeOf([...reached(ENTRY)].map(fileOf))).toBeLessThanOrEqual(170 * KB);
  });

  it('starts with at most 15 kB of style', async () => {
    const styles = [...reached(ENTRY)].flatMap((key) => chunks[key]?.css ?? []);
    expect(styles.length).toBeGreaterThan(0);
    expect(await sizeOf(styles)).toBeLessThanOrEqual(15 * KB);
  });

  it('adds at most 60 kB with the chunk of a page, 120 kB with the playground', async () => {
    const pages = Object.keys(chunks).filter((key) => key.startsWith('src/routes/'));
    expect(pages.length).toBeGreaterThan(10);
    const tooLarge: string[] = [];
    for (const page of pages) {
      const size = await sizeOf([fileOf(page)]);
      const limit = page.includes('playground') ? 120 : 60;
      if (size > limit * KB) tooLarge.push(`${page}: ${size}`);
    }
    expect(tooLarge).toEqual([]);
  });

  it('meets no wallet code before somebody connects', async () => {
    const html = await readFile(join(built.folder, 'index.html'), 'utf8');
    const preloaded = [...html.matchAll(/href="\/(assets\/[^"]+\.js)"/g)].map((match) => match[1] ?? '');
    const files = new Set([...[...reached(ENTRY)].map(fileOf), ...preloaded]);
    const wallet = [...files].flatMap(
      (file) => built.modules.get(file)?.filter((id) => WALLET.test(id)) ?? [],
    );
    expect(wallet).toEqual([]);
  });

  it('keeps the wallets in chunks of their own', () => {
    const chunksWith = (name: RegExp) =>
      [...built.modules.values()].filter((ids) => ids.some((id) => name.test(id)));
    expect(chunksWith(/@rainbow-me\//).length).toBeGreaterThan(0);
    expect(chunksWith(/@polkadot\/api\//).length).toBeGreaterThan(0);
  });

  it('needs no inline script, so that a strict content policy holds', async () => {
    const html = await readFile(join(built.folder, 'index.html'), 'utf8');
    expect(html).not.toMatch(/<script(?![^>]*\ssrc=)[^>]*>/);
  });
});

function reached(key: string, seen = new Set<string>()): Set<string> {
  if (seen.has(key)) return seen;
  seen.add(key);
  for (const next of chunks[key]?.imports ?? []) reached(next, seen);
  return seen;
}

function fileOf(key: string): string {
  const file = chunks[key]?.file;
  if (file === undefined) throw new Error(`budgets: the build has no chunk ${key}`);
  return file;
}

async function sizeOf(files: string[]): Promise<number> {
  const sizes = files.map(
    async (file) => gzipSync(await readFile(join(built.folder, file)), { level: 9 }).length,
  );
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}
