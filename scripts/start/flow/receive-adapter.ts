import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { readAsset } from '@cultivar/sdk';
import { digestToCid, manifestDigest } from '@cultivar/sdk/spec';
import { verifyFiles } from '@cultivar/trainer/fetch';
import type { Flow } from './flow.ts';
import type { MintedAdapter } from './settle-job.ts';

/** An adapter as a buyer has received it. */
export type ReceivedAdapter = {
  /** CID of its manifest. */
  cid: string;
  folder: string;
  /** Whether the chain, the manifest and every file say the same. */
  digestMatches: boolean;
};

/**
 * Fetches an adapter as its buyer and checks every byte: the manifest against the digest on chain, the files against
 * the manifest.
 */
export async function receiveAdapter(
  flow: Flow,
  { assetId, resultDigest }: MintedAdapter,
): Promise<ReceivedAdapter> {
  const { settings, deployment, clients, content, signal } = flow;
  const { manifestDigest: onChain } = await readAsset(clients.reader, { deployment, assetId });
  const manifest = await content.getManifest(onChain, { kind: 'adapter', signal });
  const folder = join(settings.localDir, 'bought', `${deployment.chainId}-${assetId}`);
  for (const file of manifest.files) {
    const path = join(folder, file.name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, await content.getFile(file, { signal }));
  }
  await verifyFiles(folder, manifest.files);
  const digestMatches = onChain === resultDigest && manifestDigest(manifest) === resultDigest;
  return { cid: digestToCid(resultDigest), folder, digestMatches };
}
