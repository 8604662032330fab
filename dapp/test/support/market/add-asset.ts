import { digestToCid, manifestBytes, manifestDigest, sha256 } from '@cultivar/sdk/spec';
import type { FileEntry, Hex } from '@cultivar/sdk/spec';
import type { Entities } from '../index-double.ts';
import { ACCOUNTS } from './accounts.ts';
import { addAccount } from './add-account.ts';
import { addEntity } from './add-entity.ts';
import { addJob } from './add-job.ts';
import { addLineage } from './add-lineage.ts';
import { addOffer } from './add-offer.ts';
import { idOf } from './id-of.ts';
import { manifestEntity } from './manifest-entity.ts';
import { seedManifest } from './seed-manifest.ts';
import type { Seed } from './seed.ts';
import { transactionHash } from './transaction-hash.ts';

const DAY_SECONDS = 86_400;
const FILES = {
  model: 'model.gguf',
  adapter: 'adapter_model.safetensors',
  dataset: 'train.jsonl',
  prompt: 'prompt.txt',
  agent: 'agent.json',
};

type Adding = {
  seed: Seed;
  number: number;
  nowSeconds: number;
  total: number;
  entities: Entities;
  content: Map<string, Uint8Array>;
  digests: Hex[];
};

/** Adds an asset to the index, with all that happened to it, and its content to the gateway. */
export function addAsset({ seed, number, nowSeconds, total, entities, content, digests }: Adding): void {
  const creator = seed.creator ?? ACCOUNTS.publisher;
  const bytes = Buffer.alloc(Math.min(seed.bytes ?? 2_048, 200_000), `${seed.name}\n`);
  const file = fileOf(seed, bytes);
  const manifest = seedManifest(seed, number, creator, file, digests);
  const digest = manifestDigest(manifest);
  digests.push(digest);
  content.set(file.cid, bytes);
  content.set(digestToCid(digest), manifestBytes(manifest));
  const id = idOf(number);
  const at = String(nowSeconds - (total - number) * DAY_SECONDS * 2 - 300);
  const made = seed.kind === 'adapter' && seed.seal !== undefined;
  addEntity(entities, 'Asset', {
    id,
    assetId: String(number),
    kind: seed.kind.toUpperCase(),
    creator,
    owner: creator,
    policy: seed.policy ?? 'OPEN',
    royaltyBps: seed.kind === 'model' ? 500 : 800,
    source: made ? 'JOB' : 'DECLARED',
    job: made ? idOf(number) : null,
    version: 1,
    manifestDigest: digest,
    manifest: `${digest}${creator.slice(2)}`,
    registeredAt: at,
    registeredTx: transactionHash(number, 0),
    updatedAt: at,
    licenseCount: seed.sold ?? 0,
    openOfferCount: seed.price === undefined ? 0 : 1,
    derivedCount: 0,
    jobCount: 0,
    salesWei: '0',
    royaltiesWei: '0',
    heat: String(seed.heat ?? 0),
  });
  addEntity(entities, 'AssetVersion', {
    id: `${id}01`,
    asset: id,
    version: 1,
    manifestDigest: digest,
    manifest: `${digest}${creator.slice(2)}`,
    publishedAt: at,
    publishedTx: transactionHash(number, 0),
  });
  addEntity(entities, 'Manifest', manifestEntity(manifest, digest, creator));
  addLineage(seed, id, entities);
  addOffer(seed, number, creator, at, entities);
  if (made) addJob(seed, number, creator, at, digest, entities);
  addEntity(entities, 'Activity', {
    id: `${transactionHash(number, 0)}00`,
    kind: 'ASSET_REGISTERED',
    account: creator,
    asset: id,
    license: null,
    offer: null,
    job: null,
    amount: null,
    currency: null,
    happenedAt: at,
    happenedBlock: String(number),
    happenedTx: transactionHash(number, 0),
  });
  for (const account of [creator, ACCOUNTS.node, ACCOUNTS.buyer]) addAccount(account, entities);
}

function fileOf({ kind }: Seed, bytes: Uint8Array): FileEntry {
  const digest = sha256(bytes);
  return {
    name: FILES[kind],
    cid: digestToCid(digest),
    size: bytes.length,
    mediaType: 'application/octet-stream',
    sha256: digest,
  };
}
