import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageBin } from '../products/package-bin.ts';
import { runCommand } from '../products/run-command.ts';
import type { Outcome } from './outcome.ts';

const root = join(import.meta.dirname, '../..');
const FILES = {
  'sums.test.ts': `
    import { beforeAll, describe, expect, it } from 'vitest';
    it('adds', () => { expect(1 + 1).toBe(3); });
    it('subtracts', () => { expect(1 - 1).toBe(0); });
    describe('with a table', () => {
      beforeAll(() => { throw new Error('no table'); });
      it('multiplies', () => {});
    });`,
  'unloadable.test.ts': `import './not-there.ts';`,
  'loose.test.ts': `
    import { it } from 'vitest';
    it('leaves a promise behind', async () => {
      void Promise.reject(new RangeError('nobody listens'));
      await new Promise((resolve) => setTimeout(resolve));
    });`,
};

let folder: string;
let outcome: Outcome;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cultivar-reporter-'));
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
  for (const [name, text] of Object.entries(FILES)) await writeFile(join(folder, name), text);
  const args = ['run', '--root', folder, '--reporter', join(import.meta.dirname, 'outcome-reporter.ts')];
  const file = join(folder, 'outcome.json');
  const env = { CULTIVAR_TEST_OUTCOME: file };
  const run = runCommand(process.execPath, [packageBin(root, 'vitest'), ...args], { cwd: folder, env });
  await expect(run).rejects.toThrow('failed with code 1');
  outcome = JSON.parse(await readFile(file, 'utf8')) as Outcome;
});
afterAll(() => rm(folder, { recursive: true }));

const errorOf = (name: string) => outcome.failures.find((failure) => failure.name === name)?.error;

describe('the outcome that vitest reports', () => {
  it('counts what passed and what did not', () => {
    expect(outcome.passed).toBe(2);
    expect(outcome.failures).toHaveLength(4);
  });

  it('names a test that failed, with what it expected and where', () => {
    expect(errorOf('sums.test.ts > adds')).toMatch(
      /^AssertionError: expected 2 to be 3.*\n.*sums\.test\.ts:3:/,
    );
  });

  it('names a suite whose hook broke', () => {
    expect(errorOf('sums.test.ts > with a table')).toContain('Error: no table');
  });

  it('names a file that could not be loaded', () => {
    expect(errorOf('unloadable.test.ts')).toContain('not-there.ts');
  });

  it('knows an error that no test caught', () => {
    const loose = outcome.failures.find(({ error }) => error.startsWith('RangeError: nobody listens'));
    expect(loose?.name).toContain('an error that no test caught');
  });
});
