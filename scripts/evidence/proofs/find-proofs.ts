import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * The proof contracts below `test/contracts/proofs`: those with `check_` functions are followed symbolically, the others
 * hold arithmetic.
 *
 * @param only a part of the names that are wanted
 */
export async function findProofs(
  root: string,
  only: string,
): Promise<{ contracts: string[]; arithmetic: string[] }> {
  const folder = join(root, 'test/contracts/proofs');
  const found = (await readdir(folder))
    .filter((file) => file.endsWith('Proof.sol') && file.includes(only))
    .toSorted();
  const contracts: string[] = [];
  const arithmetic: string[] = [];
  for (const file of found) {
    const isSymbolic = (await readFile(join(folder, file), 'utf8')).includes('function check_');
    (isSymbolic ? contracts : arithmetic).push(file.replace('.sol', ''));
  }
  return { contracts, arithmetic };
}
