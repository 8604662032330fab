import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** The dApp as it ships, in a folder of its own. */
export type BuiltDapp = {
  folder: string;
  /** The source files of each chunk, by the chunk's file name. */
  modules: ReadonlyMap<string, readonly string[]>;
  remove: () => Promise<void>;
};

/** Builds the dApp with its own configuration into a temporary folder. */
export async function buildDapp(): Promise<BuiltDapp> {
  const folder = await mkdtemp(join(tmpdir(), 'cultivar-dapp-'));
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const configFile = join(root, 'vite.config.ts');
  const result = await asProduction(() =>
    build({ root, configFile, mode: 'production', logLevel: 'error', build: { outDir: folder } }),
  );
  if (!('output' in result)) throw new Error('buildDapp: the build gave no single output');
  const modules = new Map(
    result.output.flatMap((part) =>
      part.type === 'chunk' ? [[part.fileName, part.moduleIds] as const] : [],
    ),
  );
  return { folder, modules, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** Vitest says that this is a test, and the build would then compile for development; what ships is production. */
async function asProduction<T>(act: () => Promise<T>): Promise<T> {
  const before = process.env.NODE_ENV;
  process.env.NODE_ENV = 'production';
  try {
    return await act();
  } finally {
    process.env.NODE_ENV = before;
  }
}
