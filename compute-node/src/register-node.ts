import { readFile } from 'node:fs/promises';
import { availableParallelism, cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { classId, digestToCid, manifestBytes, manifestDigest, parseManifest } from '@cultivar/sdk/spec';
import type { Hex, NodeManifest } from '@cultivar/sdk/spec';
import type { NodeCore } from './node-core.ts';
import { encryptionKey } from './keys/encryption-key.ts';
import { writeAtomic } from './storage/write-atomic.ts';

/** What a registration did. */
export type Registration = {
  account: Hex;
  manifestDigest: Hex;
  classes: readonly string[];
  stakeWei: bigint;
  /** False when everything was as it should be already. */
  changed: boolean;
};

/**
 * Makes the chain say what the configuration says: registers the node with its stake, or brings its manifest and its
 * classes up to date. Safe to repeat.
 *
 * @throws ActRefusedError with the contract's own reason.
 */
export async function registerNode(core: NodeCore): Promise<Registration> {
  const { reader, writer, calls, store, config } = core;
  const manifest = await nodeManifest(core);
  const digest = manifestDigest(manifest);
  await store.putWithCid(digestToCid(digest), [manifestBytes(manifest)]);

  const contract = config.deployment.addresses.nodeRegistry;
  const act = (name: 'register' | 'update' | 'join', subject: string) => ({ contract, subject, act: name });
  const node = await reader.node(reader.account);
  const ids = core.classes.map(classId);
  const stakeWei = config.stakeWei ?? (await reader.minStakeWei());
  const saved = join(config.dir, 'registered-manifest');
  let changed = false;
  if (node.registeredAt === 0) {
    await writer.perform(act('register', 'node'), calls.register(digest, ids, stakeWei));
    changed = true;
  } else {
    if ((await readText(saved)) !== digest) {
      await writer.perform(act('update', digest), calls.updateNode(digest));
      changed = true;
    }
    for (const id of ids) {
      if (await reader.serves(reader.account, id)) continue;
      await writer.perform(act('join', id), calls.joinClass(id));
      changed = true;
    }
  }
  await writeAtomic(saved, digest);
  const { stakeWei: staked } = await reader.node(reader.account);
  return {
    account: reader.account,
    manifestDigest: digest,
    classes: core.classes,
    stakeWei: staked,
    changed,
  };
}

async function nodeManifest({ config, reader, classes }: NodeCore): Promise<NodeManifest> {
  return parseManifest(
    {
      cultivar: 1,
      kind: 'node',
      name: config.name,
      creator: reader.account,
      license: 'CC0-1.0',
      files: [],
      node: {
        endpoint: config.publicUrl ?? `http://${config.host}:${config.port}`,
        gateway: config.gatewayUrl,
        hardware: {
          cpu: (cpus()[0]?.model ?? 'unknown').trim().slice(0, 120),
          threads: config.threads ?? availableParallelism(),
          memoryBytes: totalmem(),
        },
        encryptionKey: await encryptionKey(join(config.dir, 'keys', 'x25519.pem')),
        classes: [...classes],
        ...(config.region === undefined ? {} : { region: config.region }),
      },
    },
    'node',
  );
}

async function readText(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
