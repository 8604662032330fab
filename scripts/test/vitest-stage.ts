import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packageBin } from '../products/package-bin.ts';
import { outcomeOfVitest } from './outcome-of-vitest.ts';
import type { Outcome } from './outcome.ts';
import { runTool } from './run-tool.ts';
import type { Stage } from './stage.ts';

const REPORTER = join(import.meta.dirname, 'outcome-reporter.ts');

/**
 * A stage that runs vitest projects.
 *
 * @param args more of vitest's arguments, as files to run or to leave out
 */
export function vitestStage(name: string, projects: readonly string[], args: readonly string[] = []): Stage {
  return {
    name,
    run: async ({ root, scratch, env }) => {
      const file = join(scratch, `${name.replaceAll(/\W+/g, '-')}.json`);
      const { code, output } = await runTool(
        [
          packageBin(root, 'vitest'),
          'run',
          ...projects.flatMap((project) => ['--project', project]),
          '--reporter=default',
          `--reporter=${REPORTER}`,
          ...args,
        ],
        { root, env: { ...env, CULTIVAR_TEST_OUTCOME: file } },
      );
      return outcomeOfVitest(code, await readOutcome(file), output);
    },
  };
}

async function readOutcome(file: string): Promise<Outcome | undefined> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  return text === undefined ? undefined : (JSON.parse(text) as Outcome);
}
