import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  acceptJob,
  buyLicense,
  cancelJob,
  claimJob,
  decodeEvents,
  eventIn,
  isLicensed,
  makeOffer,
  mintResult,
  readCredit,
  readJobSubmission,
  readJobTerms,
  readOfferTerms,
  registerAsset,
  registerNode,
  requestJob,
  submitJob,
  withdrawCredit,
} from '@cultivar/sdk';
import type { RegisterAssetParameters } from '@cultivar/sdk';
import { assetRegistryAbi } from '@cultivar/sdk/abi';
import {
  accountEntityId,
  accountPageDocument,
  activityFeedDocument,
  assetFilter,
  assetPageDocument,
  classListDocument,
  entityId,
  fileCopiesDocument,
  jobListDocument,
  jobPageDocument,
  jobSubmissionOf,
  jobTermsOf,
  licenseListDocument,
  mainJobDocument,
  manifestEntityId,
  marketplaceDocument,
  nodeListDocument,
  nodePageDocument,
  offerPageDocument,
  offerTermsOf,
  protocolDocument,
} from '@cultivar/sdk/graphql';
import { classId } from '@cultivar/sdk/spec';
import type { Hex } from '@cultivar/sdk/spec';
import { buildClientSchema, getIntrospectionQuery, lexicographicSortSchema, printSchema } from 'graphql';
import type { IntrospectionQuery } from 'graphql';
import { parseEther } from 'viem';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { indexedMarket } from './indexed-market.ts';
import type { IndexedMarket, Wallet } from './indexed-market.ts';

const CLASS = 'exact:test/1/any';
const MISSING = `0x${'77'.repeat(32)}` as const;

let market: IndexedMarket;
let publisher: Wallet;
let requester: Wallet;
let node: Wallet;
let buyer: Wallet;

/** Fields that every manifest of these tests has. */
const common = (creator: Hex, name: string) => ({
  cultivar: 1,
  name,
  creator,
  license: 'Apache-2.0',
  files: [
    {
      name: 'file.bin',
      cid: 'bafkreigh2akiscaildcqabsyg3dfr6chu3fgpregiymsck7e7aqa4s52zy',
      size: 7,
      mediaType: 'application/octet-stream',
      sha256: `0x${'ab'.repeat(32)}`,
    },
  ],
});

const modelManifest = (creator: Hex, name: string) => ({
  ...common(creator, name),
  kind: 'model',
  tags: ['small', 'chat'],
  model: { architecture: 'llama', format: 'gguf', parameters: 134_515_008, contextLength: 8192 },
});

const datasetManifest = (creator: Hex) => ({
  ...common(creator, 'Sums in words'),
  kind: 'dataset',
  dataset: { rows: 120, format: { name: 'messages' } },
});

const adapterManifest = (creator: Hex, base: Hex) => ({
  ...common(creator, 'Sums adapter'),
  kind: 'adapter',
  adapter: { method: 'lora', rank: 8, alpha: 16, targets: ['q_proj'], parameters: 1000, base },
  metrics: {
    rows: 100,
    heldOutRows: 10,
    steps: 20,
    tokens: 9000,
    heldOutLossBefore: 2.5,
    heldOutLossAfter: 1.25,
  },
});

async function register(wallet: Wallet, parameters: RegisterAssetParameters): Promise<bigint> {
  const { deployment } = market;
  const receipt = await market.mined(await registerAsset(wallet, { deployment, ...parameters }));
  return eventIn(deployment, receipt, 'assetRegistry', 'AssetRegistered').assetId;
}

beforeAll(async () => {
  market = await indexedMarket(CLASS);
  [publisher, requester, node, buyer] = [1, 2, 3, 4].map((index) => market.wallet(index)) as [
    Wallet,
    Wallet,
    Wallet,
    Wallet,
  ];
});

afterAll(() => market?.stop());

/** A file is fetched after its block: it may come a little later. */
const SOON = { timeout: 30_000 };

describe('the index', () => {
  let baseId: bigint;
  let datasetId: bigint;
  let base: Hex;

  it('knows the settings from the deployment on', async () => {
    const { protocol } = await market.ask(protocolDocument, {});
    expect(protocol).toMatchObject({
      licenseFeeBps: 250,
      minStakeWei: parseEther('1').toString(),
      unbondingSeconds: '300',
      parameters: { version: '1', challengeWindowSeconds: '60', feeBps: 250 },
    });
    const { determinismClasses } = await market.ask(classListDocument, {});
    expect(determinismClasses).toMatchObject([{ id: classId(CLASS), status: 'PROVISIONAL', nodeCount: 0 }]);
  });

  it('shows an asset with its manifest, and finds it by a part of its name', async () => {
    const creator = publisher.account.address;
    base = (await market.content.putManifest(modelManifest(creator, 'Small Llama'))).digest;
    baseId = await register(publisher, { kind: 'model', manifestDigest: base, royaltyBps: 500 });
    const waitedMs = await market.caughtUp();
    console.log(`mined to queryable: ${Math.round(waitedMs)} ms`);
    const id = entityId(baseId);
    expect((await market.ask(assetPageDocument, { id })).asset).toMatchObject({
      assetId: baseId.toString(),
      kind: 'MODEL',
      creator: { id: creator.toLowerCase() },
      royaltyBps: 500,
      versions: [{ version: 1, manifestDigest: base }],
    });
    await expect
      .poll(async () => (await market.ask(assetPageDocument, { id })).asset?.manifest, SOON)
      .toMatchObject({
        id: manifestEntityId(base, creator),
        name: 'Small Llama',
        namesOtherCreator: false,
        architecture: 'llama',
        parameters: '134515008',
        contextLength: 8192,
        tags: ['small', 'chat'],
        files: [{ name: 'file.bin', sizeBytes: '7' }],
      });
    const found = async (text: string) =>
      (await market.ask(marketplaceDocument, { where: assetFilter({ kind: 'model', text }) })).assets.length;
    expect(await found('LLAMA')).toBe(1);
    expect(await found('mistral')).toBe(0);
  });

  it('goes on when a manifest is missing, and shows it once it is there', async () => {
    const creator = publisher.account.address;
    const manifest = datasetManifest(creator);
    const { digest } = await market.content.putManifest(manifest);
    await register(publisher, { kind: 'prompt', manifestDigest: MISSING });
    datasetId = await register(publisher, { kind: 'dataset', manifestDigest: digest });
    await market.caughtUp();
    const { assets } = await market.ask(marketplaceDocument, { orderBy: 'assetId', orderDirection: 'asc' });
    expect(assets.map(({ manifestDigest }) => manifestDigest)).toEqual([base, MISSING, digest]);
    await expect
      .poll(
        async () => (await market.ask(assetPageDocument, { id: entityId(datasetId) })).asset?.manifest,
        SOON,
      )
      .toMatchObject({ kind: 'DATASET', rows: '120', rowFormat: 'messages' });
    expect(assets[1]?.manifest).toBeNull();
  });

  it('marks an asset whose manifest names another creator, and finds the same bytes elsewhere', async () => {
    const copyId = await register(buyer, { kind: 'model', manifestDigest: base });
    await expect
      .poll(async () => (await market.ask(assetPageDocument, { id: entityId(copyId) })).asset?.manifest, SOON)
      .toMatchObject({ name: 'Small Llama', namesOtherCreator: true });
    const { manifestFiles } = await market.ask(fileCopiesDocument, {
      sha256s: [`0x${'ab'.repeat(32)}`],
      manifest: manifestEntityId(base, buyer.account.address),
    });
    expect(manifestFiles.map(({ manifest }) => manifest.id)).toContain(
      manifestEntityId(base, publisher.account.address),
    );
  });

  it('leaves out what is stored under a digest but is no manifest', async () => {
    const junk = await market.content.putBytes(new TextEncoder().encode('{"kind":"model","name":7}'));
    const junkId = await register(publisher, { kind: 'model', manifestDigest: junk.sha256 });
    await market.caughtUp();
    const { asset } = await market.ask(assetPageDocument, { id: entityId(junkId) });
    expect(asset).toMatchObject({ manifestDigest: junk.sha256, manifest: null });
    const { _meta } = await market.ask(protocolDocument, {});
    expect(_meta?.hasIndexingErrors).toBe(false);
  });

  it('follows a job from the request to the resale of its result', async () => {
    const { deployment } = market;
    const stakeWei = parseEther('2');
    await market.mined(
      await registerNode(node, { deployment, metadataDigest: MISSING, classes: [classId(CLASS)], stakeWei }),
    );
    const jobId = await request(parseEther('0.1'));
    const id = entityId(jobId);
    await market.caughtUp();
    const open = (await market.ask(jobPageDocument, { id })).job!;
    const terms = await readJobTerms(market.reader, { deployment, jobId });
    expect(jobTermsOf(open)).toEqual(lowerCased(terms));
    expect(open).toMatchObject({
      state: 'OPEN',
      parents: [{ isDirect: true, bps: 500 }, { isDirect: true }],
    });

    await market.mined(await claimJob(node, { deployment, jobId, terms }));
    const { digest } = await market.content.putManifest(adapterManifest(requester.account.address, base));
    const handedIn = {
      resultDigest: digest,
      traceRoot: MISSING,
      deliveryDigest: `0x${'00'.repeat(32)}`,
    } as const;
    await market.mined(await submitJob(node, { deployment, jobId, terms, submission: handedIn }));
    const submission = await readJobSubmission(market.reader, { deployment, jobId });
    await market.mined(await acceptJob(requester, { deployment, jobId, terms, submission }));
    const minted = await market.mined(await mintResult(node, { deployment, jobId, terms, submission }));
    const { assetId } = eventIn(deployment, minted, 'jobEscrow', 'ResultMinted');
    const price = parseEther('0.02');
    const { offerId, licenseId } = await sell(assetId, price);
    await market.caughtUp();

    await expect
      .poll(
        async () => (await market.ask(mainJobDocument, { id })).job?.result?.manifest?.heldOutLossAfter,
        SOON,
      )
      .toBe('1.25');
    const { job } = await market.ask(mainJobDocument, { id });
    expect(job).toMatchObject({
      state: 'SETTLED',
      seal: 'TRUSTED',
      bondState: 'LOCKED',
      result: { assetId: assetId.toString(), source: 'JOB', licenseCount: 1, salesWei: price.toString() },
    });
    const { result } = job!;
    const royalty = (price * 500n) / 10_000n;
    const fee = (price * 250n) / 10_000n;
    expect(result!.purchases).toMatchObject([
      { royalty: royalty.toString(), fee: fee.toString(), sellerAmount: (price - royalty - fee).toString() },
    ]);
    const paid = result!.licenses[0]!.payments;
    expect(paid.reduce((sum, { amount }) => sum + BigInt(amount), 0n)).toBe(price);
    expect(paid.map(({ reason }) => reason).toSorted()).toEqual(['PROTOCOL_FEE', 'ROYALTY', 'SALE']);
    expect(result!.ancestors).toMatchObject([
      {
        isDirect: true,
        bps: 500,
        ancestor: { assetId: baseId.toString(), royaltiesWei: royalty.toString() },
      },
      { isDirect: true, bps: 0, ancestor: { assetId: datasetId.toString() } },
    ]);
    const settled = (await market.ask(jobPageDocument, { id })).job!;
    expect(jobSubmissionOf(settled)).toEqual(submission);
    const { offer } = await market.ask(offerPageDocument, { id: entityId(offerId) });
    expect(offerTermsOf(offer!)).toEqual(
      lowerCased(await readOfferTerms(market.reader, { deployment, offerId })),
    );
    const account = buyer.account.address;
    expect(await isLicensed(market.reader, { deployment, licenseId, account, rights: ['use'] })).toBe(true);
  });

  it('counts a grandparent as an ancestor, but not as a parent', async () => {
    const creator = requester.account.address;
    const digests = await Promise.all(
      ['Child', 'Grandchild'].map((name) => market.content.putManifest(modelManifest(creator, name))),
    );
    const [child, grandchild] = digests.map(({ digest }) => digest) as [Hex, Hex];
    const childId = await register(requester, {
      kind: 'model',
      manifestDigest: child,
      royaltyBps: 1000,
      parents: [{ assetId: baseId }],
    });
    const grandchildId = await register(requester, {
      kind: 'model',
      manifestDigest: grandchild,
      parents: [{ assetId: childId }],
    });
    await market.caughtUp();
    const { asset } = await market.ask(assetPageDocument, { id: entityId(grandchildId) });
    const lineage = asset!.ancestors.map(({ isDirect, bps, ancestor }) => [isDirect, bps, ancestor.assetId]);
    expect(lineage.toSorted()).toEqual([
      [false, 50, baseId.toString()],
      [true, 950, childId.toString()],
    ]);
  });

  it('holds an offer for void while somebody else owns the asset', async () => {
    const { deployment } = market;
    const { digest } = await market.content.putManifest(modelManifest(publisher.account.address, 'Moving'));
    const assetId = await register(publisher, { kind: 'model', manifestDigest: digest });
    const seller = publisher.account.address;
    await market.mined(
      await makeOffer(publisher, { deployment, assetId, seller, price: 5n, rights: [], textDigest: MISSING }),
    );
    const isOpen = async () => {
      await market.caughtUp();
      const { asset } = await market.ask(assetPageDocument, { id: entityId(assetId) });
      return [asset!.openOfferCount, asset!.allOffers[0]!.isOpen, asset!.owner.id];
    };
    const home = seller.toLowerCase();
    const away = buyer.account.address.toLowerCase();
    expect(await isOpen()).toEqual([1, true, home]);
    await market.mined(await give(publisher, buyer.account.address, assetId));
    expect(await isOpen()).toEqual([0, false, away]);
    await market.mined(await give(buyer, seller, assetId));
    expect(await isOpen()).toEqual([1, true, home]);
  });

  it('shows a job that was canceled, and the money back', async () => {
    const { deployment } = market;
    const jobId = await request(parseEther('0.1'));
    const terms = await readJobTerms(market.reader, { deployment, jobId });
    await market.mined(await cancelJob(requester, { deployment, jobId, terms }));
    await market.caughtUp();
    const { job } = await market.ask(jobPageDocument, { id: entityId(jobId) });
    expect(job).toMatchObject({
      state: 'CANCELED',
      refund: parseEther('0.1').toString(),
      payments: [{ reason: 'JOB_REFUND', amount: parseEther('0.1').toString() }],
    });
  });

  it('takes in the same manifest twice when an account puts it on chain twice', async () => {
    const before = (await market.ask(protocolDocument, {})).protocol!.jobCount;
    await request(parseEther('0.1'));
    const second = await request(parseEther('0.1'));
    await market.caughtUp();
    const { protocol, _meta } = await market.ask(protocolDocument, {});
    expect(protocol!.jobCount).toBe(before + 2);
    const { job } = await market.ask(jobPageDocument, { id: entityId(second) });
    expect(job!.spec!.name).toBe('Small Llama');
    expect(_meta!.hasIndexingErrors).toBe(false);
  });

  it('agrees with the chain on what everybody may withdraw', async () => {
    const { deployment } = market;
    for (const wallet of [publisher, requester, node]) {
      const account = wallet.account.address;
      const { account: indexed } = await market.ask(accountPageDocument, { id: accountEntityId(account) });
      const balance = await readCredit(market.reader, { deployment, account });
      expect(indexed!.credits.map((credit) => BigInt(credit.balance))).toEqual([balance]);
    }
    const recipient = node.account.address;
    const amount = await readCredit(market.reader, { deployment, account: recipient });
    await market.mined(await withdrawCredit(node, { deployment, recipient, amount }));
    await market.caughtUp();
    const { account } = await market.ask(accountPageDocument, { id: accountEntityId(recipient) });
    expect(account).toMatchObject({
      earnedWei: amount.toString(),
      credits: [{ balance: '0', withdrawn: amount.toString() }],
      withdrawals: [{ amount: amount.toString() }],
    });
  });

  it('tells what happened, the newest first, and which nodes there are', async () => {
    const { activities } = await market.ask(activityFeedDocument, { first: 100 });
    const kinds = activities.map(({ kind }) => kind);
    expect(kinds[0]).toBe('CREDIT_WITHDRAWN');
    expect(kinds).toEqual(
      expect.arrayContaining(['NODE_REGISTERED', 'JOB_SETTLED', 'RESULT_MINTED', 'LICENSE_BOUGHT']),
    );
    const { nodes } = await market.ask(nodeListDocument, {});
    expect(nodes).toMatchObject([{ claimedJobCount: 1, settledJobCount: 1, runningJobCount: 0 }]);
    const { node: page } = await market.ask(nodePageDocument, { id: nodes[0]!.id });
    expect(page!.jobs).toMatchObject([{ state: 'SETTLED' }]);
    const { jobs } = await market.ask(jobListDocument, { where: { state: 'OPEN' } });
    expect(jobs).toHaveLength(2);
    const owner = buyer.account.address.toLowerCase();
    expect((await market.ask(licenseListDocument, { where: { owner } })).licenses).toHaveLength(1);
  });

  it('serves the API from which the types of our queries are made', async () => {
    const response = await fetch(market.graphqlUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: getIntrospectionQuery() }),
    });
    const { data } = (await response.json()) as { data: IntrospectionQuery };
    const served = printSchema(lexicographicSortSchema(buildClientSchema(data)));
    const committed = await readFile(
      join(import.meta.dirname, '../../../sdk/src/generated/index-api.graphql'),
      'utf8',
    );
    expect(committed.slice(committed.indexOf('\n') + 1).trim()).toBe(served.trim());
  });

  const give = (from: Wallet, to: Hex, assetId: bigint) =>
    from.writeContract({
      abi: assetRegistryAbi,
      address: market.deployment.addresses.assetRegistry,
      functionName: 'transferFrom',
      args: [from.account.address, to, assetId],
    });

  async function request(maxPrice: bigint): Promise<bigint> {
    const { deployment } = market;
    const hash = await requestJob(requester, {
      deployment,
      specDigest: base,
      class: classId(CLASS),
      runSeconds: 3600,
      segments: 4,
      longestSegment: 10,
      minPrice: maxPrice / 2n,
      maxPrice,
      claimWindowSeconds: 3600,
      parents: [{ assetId: baseId }, { assetId: datasetId }],
    });
    return eventIn(deployment, await market.mined(hash), 'jobEscrow', 'JobRequested').jobId;
  }

  async function sell(assetId: bigint, price: bigint): Promise<{ offerId: bigint; licenseId: bigint }> {
    const { deployment } = market;
    const offered = await market.mined(
      await makeOffer(requester, {
        deployment,
        assetId,
        seller: requester.account.address,
        price,
        rights: ['use', 'commercial'],
        textDigest: MISSING,
      }),
    );
    const { offerId } = eventIn(deployment, offered, 'licenseMarket', 'OfferMade');
    const terms = await readOfferTerms(market.reader, { deployment, offerId });
    const recipient = buyer.account.address;
    const bought = await market.mined(await buyLicense(buyer, { deployment, offerId, terms, recipient }));
    expect(decodeEvents(deployment, bought.logs).map(({ eventName }) => eventName)).toContain('Credited');
    const { licenseId } = eventIn(deployment, bought, 'licenseMarket', 'LicenseBought');
    return { offerId, licenseId };
  }
});

/** Accounts are mixed case on one side and lower case on the other: the same bytes. */
function lowerCased<T>(value: T): T {
  if (typeof value === 'string') return value.toLowerCase() as T;
  if (Array.isArray(value)) return value.map(lowerCased) as T;
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, lowerCased(field)])) as T;
}
