import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { runCommand } from '../../products/run-command.ts';
import { makeCopy } from '../workshop/make-copy.ts';
import { pythonTool } from '../workshop/python-tool.ts';
import type { Finding } from './judge.ts';
import { renameForSlither } from './rename-for-slither.ts';
import { writeBuildInfo } from './write-build-info.ts';

const SLITHER = 'slither-analyzer==0.11.6';

type Report = {
  success: boolean;
  error: string | null;
  results: { detectors?: { check: string; impact: string; description: string; elements: Element[] }[] };
};
type Element = {
  name: string;
  source_mapping: { filename_relative: string };
  type_specific_fields?: { parent?: { type: string; name: string } };
};

/**
 * Runs slither over a copy of the contracts.
 *
 * @param folder for the copy and the report
 * @throws PythonToolError when slither cannot be had, Error when it breaks down
 */
export async function analyze(
  root: string,
  folder: string,
): Promise<{ findings: Finding[]; version: string }> {
  const bin = await pythonTool(root, SLITHER);
  const copy = join(folder, 'copy');
  await makeCopy(root, copy);
  return { findings: await analyzeCopy(copy, bin), version: SLITHER.replace('==', ' ') };
}

/** @param bin folder of slither's programs */
async function analyzeCopy(copy: string, bin: string): Promise<Finding[]> {
  await renameForSlither(copy);
  await writeBuildInfo(copy);
  const file = join(copy, 'slither.json');
  await rm(file, { force: true });
  const config = join(import.meta.dirname, 'slither.config.json');
  // It ends with a failure when it finds anything: the report says whether it worked.
  const said = await runCommand(
    join(bin, 'slither'),
    ['.', '--config-file', config, '--json', file, '--no-fail-pedantic'],
    {
      cwd: copy,
    },
  );
  const report = JSON.parse(await readFile(file, 'utf8')) as Report;
  if (!report.success) throw new Error(`slither broke down: ${report.error ?? said.slice(-2_000)}`);
  return (report.results.detectors ?? []).map(({ check, impact, description, elements }) => ({
    ...{ check, impact, description },
    place: placeOf(elements[0]),
  }));
}

function placeOf(element: Element | undefined): string {
  if (!element) return '(nowhere)';
  const parent = element.type_specific_fields?.parent;
  return parent?.type === 'contract' ? `${parent.name}.${element.name}` : element.name;
}
