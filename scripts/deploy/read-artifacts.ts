import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DEPLOYED_CONTRACTS } from './artifact.ts';
import type { Artifact, Artifacts, DeployedContract } from './artifact.ts';

const ACCESS_MANAGER = '@openzeppelin/contracts/access/manager/AccessManager.sol';

/**
 * Reads what `hardhat build` has compiled.
 *
 * @param root Root of the repository.
 * @throws ENOENT when the contracts have not been built.
 */
export async function readArtifacts(root: string): Promise<Artifacts> {
  const entries = await Promise.all(
    DEPLOYED_CONTRACTS.map(async (name) => [name, await readArtifact(root, name)] as const),
  );
  return Object.fromEntries(entries) as Artifacts;
}

async function readArtifact(root: string, name: DeployedContract): Promise<Artifact> {
  const source = name === 'AccessManager' ? ACCESS_MANAGER : `contracts/${name}.sol`;
  return JSON.parse(await readFile(join(root, 'artifacts', source, `${name}.json`), 'utf8')) as Artifact;
}
