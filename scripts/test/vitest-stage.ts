import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packageBin } from '../products/package-bin.ts';
import { runTool } from './run-tool.ts';
import type { Stage } from './stage.ts';
import type { Tally } from './tally.ts';
import { tallyOfVitest, type VitestReport } from './tally-of-vitest.ts';

/**
 * A stage that runs vitest projects, counted from vitest's own report.
 *
 * @param args more of vitest's arguments, as files to run or to leave out
 */
export function vitestStage(name: string, projects: readonly string[], args: readonly string[] = []): Stage {
  return {
    name,
    run: async ({ root, scratch, env }): Promise<Tally> => {
      const report = join(scratch, `${name.replaceAll(/\W+/g, '-')}.json`);
      const { code } = await runTool(
        [
          packageBin(root, 'vitest'),
          'run',
          ...projects.flatMap((project) => ['--project', project]),
          '--reporter=default',
          '--reporter=json',
          `--outputFile.json=${report}`,
          ...args,
        ],
        { root, env },
      );
      const text = await readFile(report, 'utf8').catch(() => undefined);
      return tallyOfVitest(code, text === undefined ? undefined : (JSON.parse(text) as VitestReport));
    },
  };
}
