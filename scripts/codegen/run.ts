import { join } from 'node:path';
import { packageBin } from '../products/package-bin.ts';
import { runCommand } from '../products/run-command.ts';
import { abiFiles } from './abi-files.ts';
import { staleFiles, writeFiles } from './apply-files.ts';
import { graphqlFiles } from './graphql-files.ts';

/**
 * `npm run codegen` makes the committed files that follow from others: ABIs from the contracts, types of the queries
 * from the index's API. `npm run codegen -- --check` writes nothing and fails when one is out of date.
 */
const root = join(import.meta.dirname, '../..');
await runCommand(process.execPath, [packageBin(root, 'hardhat'), 'build', '--no-tests'], { cwd: root });
const files = [...(await abiFiles(root)), ...(await graphqlFiles(root))];

if (process.argv.includes('--check')) {
  const stale = await staleFiles(root, files);
  for (const path of stale) console.error(`${path} is out of date: npm run codegen`);
  process.exitCode = stale.length > 0 ? 1 : 0;
} else {
  for (const path of await writeFiles(root, files)) console.log(`wrote ${path}`);
}
