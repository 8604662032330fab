import { createHash } from 'node:crypto';
import { digestToCid, manifestBytes, manifestDigest, parseManifest, sha256 } from '@cultivar/sdk/spec';
import type { AssetKind, FileEntry, Hex, Manifest } from '@cultivar/sdk/spec';
import type { Entity } from './entity-filter.ts';
import type { Entities } from './index-double.ts';

/** A small market for the doubles: what the index would say of it and what the gateway would hold. */
export type MarketFixture = { entities: Entities; content: Map<string, Uint8Array>; digests: Hex[] };

const CHAIN_ID = 41337;
const DAY = 86_400;
const ZERO = `0x${'0'.repeat(40)}`;
const PUBLISHER = '0x70997970c51812dc3a010c7d01b50e0d17dc79c8';
const REQUESTER = '0x3c44cdddb6a900fa2b585dd299e03d12fa4293bc';
const NODE = '0x90f79bf6eb2c4f870365e785982e1f101e93b906';
const BUYER = '0x15d34aaf54267db7d7c367839aaf71a00a2c6a65';

const CARD = `A small chat model that **answers briefly**. It fits on a laptop.

## Limits
- English only
- Not for advice on law or health

| measure | value |
|---|---|
| parameters | 135M |

See [the source](https://example.org/model), or run \`npm start\`.`;

const HOSTILE_CARD = `# Hello <script>window.hostile = 1</script>

<img src=x onerror="window.hostile = 2"> <a href="javascript:window.hostile = 3">click</a>
<form action="https://example.org"><input name="q"></form><style>body{display:none}</style>
<div id="main" class="dialog" style="position:fixed">posing</div>
[link](javascript:window.hostile=4) ![track](https://example.org/pixel.png) <iframe src="https://example.org"></iframe>
<svg><a xlink:href="javascript:window.hostile = 5"><text>x</text></a></svg>`;

type Seed = {
  kind: AssetKind;
  name: string;
  summary: string;
  tags?: string[];
  creator?: string;
  license?: string;
  card?: string;
  price?: bigint;
  durationSeconds?: number;
  policy?: 'OPEN' | 'LICENSED' | 'CLOSED';
  parents?: number[];
  sold?: number;
  heat?: number;
  seal?: 'TRUSTED' | 'UNCHALLENGED' | 'PROVEN';
  bytes?: number;
};

const ETHER = 10n ** 18n;
const SEEDS: Seed[] = [
  {
    kind: 'model',
    name: 'SmolLM2 135M Instruct',
    summary: 'Permissive chat base that tunes on a laptop in an afternoon.',
    tags: ['chat', 'small'],
    license: 'Apache-2.0',
    card: CARD,
    heat: 9,
    bytes: 94_000_000,
  },
  {
    kind: 'dataset',
    name: 'Grade-school maths',
    summary: 'Word problems with every step of the answer written out.',
    tags: ['maths', 'teaching'],
    license: 'MIT',
    heat: 5,
    bytes: 4_166_206,
  },
  {
    kind: 'adapter',
    name: 'Step by Step',
    summary: 'School maths, worked line by line and checked at the end.',
    tags: ['maths', 'teaching'],
    creator: REQUESTER,
    price: ETHER / 100n,
    policy: 'LICENSED',
    parents: [1, 2],
    sold: 3,
    heat: 12,
    seal: 'TRUSTED',
    bytes: 1_882_112,
  },
  {
    kind: 'dataset',
    name: 'Seed instructions',
    summary: 'Short tasks with one good answer each, written by hand.',
    tags: ['instructions'],
    license: 'Apache-2.0',
    heat: 2,
  },
  {
    kind: 'adapter',
    name: 'Clause Reviewer',
    summary: 'Finds one-sided contract terms and quotes the sentence.',
    tags: ['law'],
    creator: REQUESTER,
    price: 12n * ETHER,
    policy: 'LICENSED',
    parents: [1],
    sold: 41,
    heat: 8,
    seal: 'PROVEN',
  },
  {
    kind: 'prompt',
    name: 'Socratic Debugger',
    summary: 'Asks one question at a time until you find the bug.',
    tags: ['code', 'teaching'],
    heat: 7,
  },
  {
    kind: 'agent',
    name: 'Ledger Clerk',
    summary: 'Matches bank exports to invoices and asks about the rest.',
    tags: ['finance'],
    price: ETHER / 50n,
    policy: 'LICENSED',
    parents: [1],
    heat: 6,
    sold: 12,
  },
  {
    kind: 'adapter',
    name: 'Plain SQL',
    summary: 'One question in, one query out. Never guesses a column.',
    tags: ['code'],
    creator: BUYER,
    price: 9n * ETHER,
    durationSeconds: 30 * DAY,
    policy: 'LICENSED',
    parents: [1],
    sold: 26,
    heat: 4,
    seal: 'UNCHALLENGED',
  },
  {
    kind: 'prompt',
    name: 'Minutes in Ten',
    summary: 'Decisions, owners and dates from any meeting transcript.',
    tags: ['writing'],
    price: ETHER / 2n,
    policy: 'LICENSED',
    heat: 3,
    card: HOSTILE_CARD,
  },
  {
    kind: 'dataset',
    name: 'Polite refusals',
    summary: 'Pairs for saying no well, each judged by three readers.',
    tags: ['writing'],
    price: 18n * ETHER,
    policy: 'LICENSED',
    heat: 3,
    sold: 4,
  },
  {
    kind: 'adapter',
    name: 'Night Ferry',
    summary: 'Slow second-person fiction that remembers small objects.',
    tags: ['fiction'],
    creator: BUYER,
    price: 6n * ETHER,
    policy: 'LICENSED',
    parents: [1],
    sold: 17,
    heat: 2,
  },
  {
    kind: 'agent',
    name: 'Tender Watch',
    summary: 'Scores each morning’s public tenders against your profile.',
    tags: ['public sector'],
    price: 15n * ETHER,
    durationSeconds: 30 * DAY,
    policy: 'LICENSED',
    heat: 1,
  },
];

/**
 * Twelve assets of every kind, and as many plain adapters again as `more` says.
 *
 * @param nowSeconds The time at which the youngest was registered.
 */
export function marketFixture(nowSeconds: number, more = 0): MarketFixture {
  const extra = Array.from({ length: more }, (_, i): Seed => ({
    kind: 'adapter',
    name: `Adapter ${i + 1}`,
    summary: 'One of many.',
    parents: [1],
    creator: REQUESTER,
  }));
  const seeds = [...SEEDS, ...extra];
  const entities: Entities = emptyEntities();
  const content = new Map<string, Uint8Array>();
  const digests: Hex[] = [];
  seeds.forEach((seed, index) =>
    addAsset({ seed, number: index + 1, nowSeconds, total: seeds.length, entities, content, digests }),
  );
  entities.Protocol?.push(protocolOf(entities));
  return { entities, content, digests };
}

type Adding = {
  seed: Seed;
  number: number;
  nowSeconds: number;
  total: number;
  entities: Entities;
  content: Map<string, Uint8Array>;
  digests: Hex[];
};

function addAsset({ seed, number, nowSeconds, total, entities, content, digests }: Adding): void {
  const creator = seed.creator ?? PUBLISHER;
  const bytes = Buffer.alloc(Math.min(seed.bytes ?? 2_048, 200_000), `${seed.name}\n`);
  const file: FileEntry = {
    name: FILES[seed.kind],
    cid: digestToCid(sha256(bytes)),
    size: seed.bytes ? bytes.length : bytes.length,
    mediaType: 'application/octet-stream',
    sha256: sha256(bytes),
  };
  const manifest = manifestOf(seed, number, creator, file, digests);
  const digest = manifestDigest(manifest);
  digests.push(digest);
  content.set(file.cid, bytes);
  content.set(digestToCid(digest), manifestBytes(manifest));
  const id = word(number);
  const at = String(nowSeconds - (total - number) * DAY * 2 - 300);
  const made = seed.kind === 'adapter' && seed.seal !== undefined;
  push(entities, 'Asset', {
    id,
    assetId: String(number),
    kind: seed.kind.toUpperCase(),
    creator,
    owner: creator,
    policy: seed.policy ?? 'OPEN',
    royaltyBps: seed.kind === 'model' ? 500 : 800,
    source: made ? 'JOB' : 'DECLARED',
    job: made ? word(number) : null,
    version: 1,
    manifestDigest: digest,
    manifest: `${digest}${creator.slice(2)}`,
    registeredAt: at,
    registeredTx: tx(number, 0),
    updatedAt: at,
    licenseCount: seed.sold ?? 0,
    openOfferCount: seed.price === undefined ? 0 : 1,
    derivedCount: 0,
    jobCount: 0,
    salesWei: '0',
    royaltiesWei: '0',
    heat: String(seed.heat ?? 0),
  });
  push(entities, 'AssetVersion', {
    id: `${id}01`,
    asset: id,
    version: 1,
    manifestDigest: digest,
    manifest: `${digest}${creator.slice(2)}`,
    publishedAt: at,
    publishedTx: tx(number, 0),
  });
  push(entities, 'Manifest', indexedManifest(manifest, digest, creator));
  addLineage(seed, id, entities);
  addOffer(seed, number, creator, at, entities);
  if (made) addJob(seed, number, creator, at, digest, entities);
  push(entities, 'Activity', {
    id: `${tx(number, 0)}00`,
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
    happenedTx: tx(number, 0),
  });
  for (const account of [creator, NODE, BUYER]) addAccount(account, entities);
}

const FILES = {
  model: 'model.gguf',
  adapter: 'adapter_model.safetensors',
  dataset: 'train.jsonl',
  prompt: 'prompt.txt',
  agent: 'agent.json',
};

function manifestOf(seed: Seed, number: number, creator: string, file: FileEntry, digests: Hex[]): Manifest {
  const parents = seed.parents?.map((parent) => ({
    role: parent === 1 ? 'base' : 'dataset',
    asset: `${CHAIN_ID}:${parent}`,
    manifest: digests[parent - 1],
  }));
  const common = {
    cultivar: 1,
    kind: seed.kind,
    name: seed.name,
    summary: seed.summary,
    creator,
    license: seed.license ?? 'LicenseRef-Commercial',
    files: [file],
    ...(seed.tags && { tags: seed.tags }),
    ...(seed.card && { card: seed.card }),
    ...(parents && { parents }),
  };
  const own = {
    model: {
      model: {
        architecture: 'llama',
        format: 'gguf',
        quantization: 'Q4_1',
        parameters: 134_515_008,
        contextLength: 8192,
      },
    },
    adapter: {
      adapter: {
        method: 'lora',
        rank: 8,
        alpha: 16,
        targets: ['q_proj', 'v_proj'],
        parameters: 460_800,
        base: digests[0],
      },
      job: { chainId: CHAIN_ID, escrow: `0x${'1'.repeat(40)}`, jobId: String(number) },
      metrics: {
        rows: 120,
        heldOutRows: 16,
        steps: 40,
        tokens: 20_480,
        heldOutLossBefore: 1.9132,
        heldOutLossAfter: 1.4208,
      },
    },
    dataset: {
      dataset: {
        rows: 7473,
        format: { name: 'prompt-completion', prompt: 'question', completion: 'answer' },
        preview: [
          { question: 'A baker makes 12 rolls and sells 5. How many are left?', answer: '12 - 5 = 7' },
          { question: 'Three pens cost 6 coins. What does one cost?', answer: '6 / 3 = 2' },
        ],
      },
    },
    prompt: {
      prompt: {
        system:
          'You help a person find a bug. Ask one question at a time, about one thing, and wait for the answer. Never write the fix.',
      },
    },
    agent: {
      agent: {
        instructions: 'Match each line of the bank export to an invoice. Ask about what fits none.',
        model: digests[0],
        tools: [
          {
            name: 'find_invoice',
            description: 'Finds invoices by amount and date.',
            parameters: { type: 'object' },
          },
        ],
      },
    },
  }[seed.kind];
  return parseManifest({ ...common, ...own });
}

function indexedManifest(manifest: Manifest, digest: Hex, publisher: string): Entity {
  const none = {
    architecture: null,
    format: null,
    quantization: null,
    parameters: null,
    contextLength: null,
    method: null,
    rank: null,
    baseDigest: null,
    trainedRows: null,
    heldOutLossBefore: null,
    heldOutLossAfter: null,
    rows: null,
    rowFormat: null,
    language: null,
    steps: null,
    sourceUrl: null,
  };
  const own =
    manifest.kind === 'model'
      ? { ...manifest.model, parameters: String(manifest.model.parameters) }
      : manifest.kind === 'adapter'
        ? {
            method: 'lora',
            rank: manifest.adapter.rank,
            parameters: String(manifest.adapter.parameters),
            baseDigest: manifest.adapter.base,
            trainedRows: String(manifest.metrics?.rows),
            heldOutLossBefore: String(manifest.metrics?.heldOutLossBefore),
            heldOutLossAfter: String(manifest.metrics?.heldOutLossAfter),
          }
        : manifest.kind === 'dataset'
          ? { rows: String(manifest.dataset.rows), rowFormat: manifest.dataset.format.name }
          : {};
  return {
    ...none,
    ...own,
    id: `${digest}${publisher.slice(2)}`,
    digest,
    cid: digestToCid(digest),
    publisher,
    creator: manifest.creator,
    namesOtherCreator: false,
    kind: manifest.kind.toUpperCase(),
    name: manifest.name,
    summary: manifest.summary ?? null,
    license: manifest.license,
    tags: manifest.tags ?? [],
    fileCount: manifest.files.length,
    sizeBytes: String(manifest.files.reduce((sum, file) => sum + file.size, 0)),
  };
}

function addLineage(seed: Seed, id: string, entities: Entities): void {
  seed.parents?.forEach((parent, position) => {
    const ancestor = word(parent);
    push(entities, 'LineageEdge', {
      id: `${id}${ancestor.slice(2)}`,
      child: id,
      ancestor,
      isDirect: true,
      position,
      bps: parent === 1 ? 500 : 800,
      source: seed.seal ? 'JOB' : 'DECLARED',
    });
    const asset = entities.Asset?.find((one) => one.id === ancestor);
    if (asset) asset.derivedCount = Number(asset.derivedCount) + 1;
  });
}

function addOffer(seed: Seed, number: number, seller: string, at: string, entities: Entities): void {
  if (seed.price === undefined) return;
  const [id, asset] = [word(number), word(number)];
  push(entities, 'Offer', {
    id,
    offerId: String(number),
    asset,
    seller,
    currency: ZERO,
    price: String(seed.price),
    durationSeconds: String(seed.durationSeconds ?? 0),
    maxSupply: '0',
    sold: String(seed.sold ?? 0),
    seats: 0,
    uses: '0',
    rights: 7,
    allowsCommercial: true,
    allowsDerive: true,
    allowsTransfer: false,
    textDigest: `0x${'5'.repeat(64)}`,
    isClosed: false,
    isOpen: true,
    madeAt: at,
    madeTx: tx(number, 1),
  });
  if (seed.sold === undefined) return;
  push(entities, 'Purchase', {
    id: `${tx(number, 2)}00`,
    asset,
    offer: id,
    seller,
    buyer: BUYER,
    recipient: BUYER,
    quantity: 1,
    currency: ZERO,
    price: String(seed.price),
    fee: '0',
    royalty: '0',
    sellerAmount: String(seed.price),
    boughtAt: at,
    boughtTx: tx(number, 2),
  });
  push(entities, 'License', {
    id: `0x${'a'.repeat(62)}${number.toString(16).padStart(2, '0')}`,
    licenseId: String(number * 1000),
    asset,
    offer: id,
    purchase: `${tx(number, 2)}00`,
    owner: BUYER,
    serial: '1',
    rights: 7,
    allowsCommercial: true,
    allowsDerive: true,
    allowsTransfer: false,
    startsAt: at,
    expiresAt: seed.durationSeconds ? String(Number(at) + seed.durationSeconds) : null,
    boughtAt: at,
    boughtTx: tx(number, 2),
    transferredAt: null,
  });
  push(entities, 'Activity', {
    id: `${tx(number, 2)}01`,
    kind: 'LICENSE_BOUGHT',
    account: BUYER,
    asset,
    license: null,
    offer: id,
    job: null,
    amount: String(seed.price),
    currency: ZERO,
    happenedAt: String(Number(at) + 60),
    happenedBlock: String(number + 100),
    happenedTx: tx(number, 2),
  });
}

function addJob(
  seed: Seed,
  number: number,
  requester: string,
  at: string,
  resultDigest: Hex,
  entities: Entities,
): void {
  const id = word(number);
  const classId = `0x${'c'.repeat(64)}`;
  if (!entities.DeterminismClass?.length)
    push(entities, 'DeterminismClass', { id: classId, status: 'PROVISIONAL', nodeCount: 1, jobCount: 1 });
  if (!entities.Node?.length)
    push(entities, 'Node', {
      id: NODE,
      account: NODE,
      metadataDigest: `0x${'d'.repeat(64)}`,
      manifest: null,
      stakeWei: '0',
      lockedWei: '0',
      unbondingWei: '0',
      unbondedAt: null,
      registeredAt: at,
      registeredTx: tx(0, 0),
      claimedJobCount: 1,
      settledJobCount: 1,
      missedJobCount: 0,
      runningJobCount: 0,
      earnedWei: '0',
      slashedWei: '0',
    });
  push(entities, 'Job', {
    id,
    jobId: String(number),
    state: 'SETTLED',
    requester,
    node: NODE,
    targetNode: null,
    class: classId,
    specDigest: `0x${'e'.repeat(64)}`,
    spec: null,
    encryptionKey: null,
    runSeconds: '3600',
    mode: seed.seal === 'TRUSTED' ? 'ACCEPT' : 'AUDIT',
    audits: 1,
    segments: '5',
    longestSegment: '10',
    parametersVersion: '1',
    claimWindowSeconds: '60',
    lineageParents: [],
    lineageAncestors: [],
    parameters: null,
    currency: ZERO,
    minPrice: '0',
    maxPrice: '0',
    policy: 'LICENSED',
    royaltyBps: 800,
    requestedAt: at,
    requestedTx: tx(number, 3),
    claimableUntil: at,
    price: String(ETHER / 20n),
    bondWei: '0',
    bondState: 'LOCKED',
    claimedAt: at,
    claimedTx: null,
    deadline: at,
    submittedAt: at,
    submittedTx: null,
    windowEndsAt: at,
    resultDigest,
    resultManifest: null,
    traceRoot: `0x${createHash('sha256').update(id).digest('hex')}`,
    deliveryDigest: null,
    acceptedAt: at,
    endedAt: at,
    endedTx: null,
    paid: '0',
    fee: '0',
    refund: '0',
    seal: seed.seal ?? null,
    result: id,
    mintedAt: at,
    mintedTx: null,
  });
}

function addAccount(id: string, entities: Entities): void {
  if (entities.Account?.some((account) => account.id === id)) return;
  push(entities, 'Account', {
    id,
    firstSeenAt: '1',
    createdAssetCount: 1,
    ownedAssetCount: 1,
    licenseCount: 0,
    jobCount: 0,
    earnedWei: String(ETHER / 4n),
    spentWei: '0',
    node: null,
  });
}

function protocolOf({ Asset = [], License = [] }: Entities): Entity {
  const count = (kind: string) => Asset.filter((asset) => asset.kind === kind).length;
  return {
    id: '0x00',
    assetCount: Asset.length,
    modelCount: count('MODEL'),
    adapterCount: count('ADAPTER'),
    datasetCount: count('DATASET'),
    promptCount: count('PROMPT'),
    agentCount: count('AGENT'),
    offerCount: 0,
    licenseCount: License.length,
    jobCount: 0,
    openJobCount: 0,
    runningJobCount: 0,
    settledJobCount: 0,
    nodeCount: 1,
    accountCount: 3,
    salesWei: '0',
    royaltiesWei: '0',
    jobPaymentsWei: '0',
    feesWei: '0',
    stakedWei: '0',
    licenseFeeBps: 250,
    minStakeWei: '0',
    unbondingSeconds: '0',
    parameters: null,
  };
}

function emptyEntities(): Entities {
  const types = [
    'Protocol',
    'Account',
    'Asset',
    'AssetVersion',
    'LineageEdge',
    'Offer',
    'License',
    'Purchase',
    'Renewal',
    'Credit',
    'Payment',
    'Withdrawal',
    'Job',
    'JobParent',
    'JobParameters',
    'Node',
    'DeterminismClass',
    'NodeClass',
    'Currency',
    'Activity',
    'Manifest',
    'ManifestFile',
  ];
  return Object.fromEntries(types.map((type) => [type, [] as Entity[]]));
}

function push(entities: Entities, type: string, entity: Entity): void {
  entities[type]?.push(entity);
}

function word(number: number): string {
  return `0x${number.toString(16).padStart(64, '0')}`;
}

function tx(number: number, index: number): string {
  return `0x${createHash('sha256').update(`${number}/${index}`).digest('hex')}`;
}
