import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const ROOT = new URL('../../', import.meta.url);
const IMPORT =
  /(?:^|\n)\s*(?:import|export)\s+(?!type\b)(?:[^'";]*?\sfrom\s+)?'([^']+)'|\bimport\('([^']+)'\)/g;

it.each(['src/browser/index.ts', 'src/browser/training/index.ts'])(
  '%s reaches no module of Node',
  async (door) => {
    const reached = await modulesFrom(door);
    expect(reached.size).toBeGreaterThan(10);
    expect([...reached].filter(([name]) => name.startsWith('node:'))).toEqual([]);
    expect([...reached.keys()].filter((name) => /^(onnxruntime-node|koffi)/.test(name))).toEqual([]);
  },
);

/** Every module that a page gets with one, and by which it is reached. */
async function modulesFrom(door: string): Promise<Map<string, string>> {
  const { imports } = JSON.parse(await readFile(new URL('package.json', ROOT), 'utf8')) as {
    imports: Record<string, { browser: string }>;
  };
  const reached = new Map([[new URL(door, ROOT).href, '']]);
  for (const [from] of reached) {
    if (!from.startsWith('file:')) continue;
    for (const [, first, second] of (await readFile(fileURLToPath(from), 'utf8')).matchAll(IMPORT)) {
      const name = first ?? second!;
      const target = name.startsWith('#') ? new URL(imports[name]!.browser, ROOT).href : name;
      const href = target.startsWith('.') ? new URL(target, from).href : target;
      if (!reached.has(href)) reached.set(href, from.slice(ROOT.href.length));
    }
  }
  return reached;
}
