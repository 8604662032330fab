import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageBin } from '../products/package-bin.ts';

const root = join(import.meta.dirname, '../..');
const oxlint = packageBin(root, 'oxlint');
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cultivar-lint-'));
  copyFileSync(join(root, '.oxlintrc.json'), join(folder, '.oxlintrc.json'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** The messages of the import rule for a file with one import, as the linter gives them in the real layout. */
function refusals(file: string, specifier: string, imported = 'thing'): string[] {
  const path = join(folder, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `import { ${imported} } from '${specifier}';\nexport const used = ${imported};\n`);
  const { stdout } = spawnSync(process.execPath, [oxlint, '--format=json', file], {
    cwd: folder,
    encoding: 'utf8',
  });
  rmSync(path);
  const { diagnostics } = JSON.parse(stdout) as {
    diagnostics: { code: string; help?: string; message: string }[];
  };
  return diagnostics
    .filter(({ code }) => code.includes('no-restricted-imports'))
    .map(({ help, message }) => `${help ?? ''} ${message}`);
}

describe('the import rules', () => {
  it.each([
    ['sdk/src/actions/buy.ts', '@cultivar/trainer'],
    ['sdk/src/spec/digest.ts', 'viem'],
    ['trainer/src/run/loop.ts', '@cultivar/sdk'],
    ['trainer/src/run/loop.ts', '@cultivar/sdk/content'],
    ['trainer/src/run/loop.ts', '@cultivar/compute-node'],
    ['trainer/src/run/loop.ts', 'viem'],
    ['compute-node/src/jobs/claim.ts', '@cultivar/dapp'],
    ['compute-node/src/jobs/claim.ts', 'blockstore-fs'],
    ['compute-node/src/storage/put.ts', 'viem'],
    ['compute-node/src/jobs/claim.ts', '../../../trainer/src/run/loop.ts'],
    ['dapp/src/ui/card.tsx', '../features/assets/card.tsx'],
    ['dapp/src/lib/format.ts', '../routes/home.tsx'],
    ['dapp/src/features/jobs/run.tsx', '../assets/card.tsx'],
    ['dapp/src/features/jobs/curve/axis.ts', '../../assets/card.tsx'],
    ['dapp/src/features/jobs/run.tsx', '../../routes/home.tsx'],
    ['dapp/src/routes/home.tsx', '@cultivar/compute-node'],
    ['scripts/start/run.ts', '../../compute-node/src/node.ts'],
  ])('refuse %s importing %s', (file, specifier) => {
    expect(refusals(file, specifier)).toHaveLength(1);
  });

  it('refuse a viem client made outside chain/, and allow the rest of viem', () => {
    expect(refusals('compute-node/src/jobs/claim.ts', 'viem', 'createPublicClient')).toHaveLength(1);
    expect(refusals('compute-node/src/jobs/claim.ts', 'viem', 'parseEther')).toEqual([]);
    expect(refusals('compute-node/src/chain/client.ts', 'viem', 'createPublicClient')).toEqual([]);
  });

  it.each([
    ['trainer/src/run/loop.ts', '@cultivar/sdk/spec'],
    ['compute-node/src/jobs/claim.ts', '@cultivar/trainer'],
    ['compute-node/src/storage/put.ts', 'blockstore-fs'],
    ['dapp/src/features/jobs/curve/axis.ts', '../scale.ts'],
    ['dapp/src/features/jobs/run.tsx', '../../ui/card.tsx'],
    ['dapp/src/routes/home.tsx', '../features/assets/card.tsx'],
    ['scripts/start/run.ts', '@cultivar/compute-node'],
  ])('allow %s importing %s', (file, specifier) => {
    expect(refusals(file, specifier)).toEqual([]);
  });
});
