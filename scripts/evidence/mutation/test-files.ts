import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Target } from './targets.ts';

/** Gas and sizes of code are those of another build, and a deployment is not the protocol. */
const LEFT_OUT = /^(gas|hub-limits|deploy-protocol)\.test\.ts$/;

/** The contracts' tests, as a mutant meets them. */
export type TestFiles = {
  all: readonly string[];
  /** What the tests import from beside them. */
  helpers: readonly string[];
  /** Files about the target first, then all others. */
  of: (target: Target) => string[];
  /** One hash over files' contents, and over the way in which they are played. */
  hash: (files: readonly string[]) => string;
};

/** @param root of the copy */
export async function testFiles(root: string): Promise<TestFiles> {
  const folder = join(root, 'test/contracts');
  const found = await readdir(folder, { recursive: true });
  const way = await wayOfPlaying();
  const all = found.filter((name) => name.endsWith('.test.ts') && !LEFT_OUT.test(name)).toSorted();
  return {
    all,
    helpers: found.filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts')).toSorted(),
    of(target) {
      const isAbout = (file: string) => target.tests.some((name) => file.startsWith(name));
      return [...all.filter(isAbout), ...all.filter((file) => !isAbout(file))];
    },
    hash(files) {
      const hash = createHash('sha256').update(way);
      for (const file of files)
        hash
          .update(file)
          .update('\0')
          .update(readFileSync(join(folder, file)));
      return hash.digest('hex').slice(0, 16);
    },
  };
}

/** What a verdict hangs on besides contracts and tests: how a mutant is brought into force. */
async function wayOfPlaying(): Promise<string> {
  const names = ['inside/mutated-chain.ts', 'schema/switch.ts'];
  const texts = await Promise.all(names.map((name) => readFile(join(import.meta.dirname, name), 'utf8')));
  return texts.join('');
}
