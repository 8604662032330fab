import { makeOffer } from '@cultivar/sdk';
import {
  assetFilter,
  assetPageDocument,
  entityId,
  fileCopiesDocument,
  manifestEntityId,
  marketplaceDocument,
  protocolDocument,
} from '@cultivar/sdk/graphql';
import type { Hex } from '@cultivar/sdk/spec';
import { expect, it } from 'vitest';
import { give } from './support/give.ts';
import type { IndexStage } from './support/index-stage.ts';
import { datasetManifest, modelManifest } from './support/manifests.ts';
import { MISSING_DIGEST } from './support/missing-digest.ts';
import { register } from './support/register.ts';
import { SOON } from './support/soon.ts';

/**
 * What the index tells of assets, their manifests and their ancestors. Registers the base model and the dataset of
 * the later cases.
 */
export function assetCases(stage: IndexStage): void {
  it('shows an asset with its manifest, and finds it by a part of its name', async () => {
    const { market, publisher } = stage;
    const creator = publisher.account.address;
    const { digest: base } = await market.content.putManifest(modelManifest(creator, 'Small Llama'));
    const baseId = await register(market, publisher, {
      kind: 'model',
      manifestDigest: base,
      royaltyBps: 500,
    });
    stage.base = base;
    stage.baseId = baseId;
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
    const { market, publisher, base } = stage;
    const creator = publisher.account.address;
    const manifest = datasetManifest(creator);
    const { digest } = await market.content.putManifest(manifest);
    await register(market, publisher, { kind: 'prompt', manifestDigest: MISSING_DIGEST });
    const datasetId = await register(market, publisher, { kind: 'dataset', manifestDigest: digest });
    stage.datasetId = datasetId;
    await market.caughtUp();
    const { assets } = await market.ask(marketplaceDocument, { orderBy: 'assetId', orderDirection: 'asc' });
    expect(assets.map(({ manifestDigest }) => manifestDigest)).toEqual([base, MISSING_DIGEST, digest]);
    await expect
      .poll(
        async () => (await market.ask(assetPageDocument, { id: entityId(datasetId) })).asset?.manifest,
        SOON,
      )
      .toMatchObject({ kind: 'DATASET', rows: '120', rowFormat: 'messages' });
    expect(assets[1]?.manifest).toBeNull();
  });

  it('marks an asset whose manifest names another creator, and finds the same bytes elsewhere', async () => {
    const { market, publisher, buyer, base } = stage;
    const copyId = await register(market, buyer, { kind: 'model', manifestDigest: base });
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
    const { market, publisher } = stage;
    const junk = await market.content.putBytes(new TextEncoder().encode('{"kind":"model","name":7}'));
    const junkId = await register(market, publisher, { kind: 'model', manifestDigest: junk.sha256 });
    await market.caughtUp();
    const { asset } = await market.ask(assetPageDocument, { id: entityId(junkId) });
    expect(asset).toMatchObject({ manifestDigest: junk.sha256, manifest: null });
    const { _meta } = await market.ask(protocolDocument, {});
    expect(_meta?.hasIndexingErrors).toBe(false);
  });

  it('counts a grandparent as an ancestor, but not as a parent', async () => {
    const { market, requester, baseId } = stage;
    const creator = requester.account.address;
    const digests = await Promise.all(
      ['Child', 'Grandchild'].map((name) => market.content.putManifest(modelManifest(creator, name))),
    );
    const [child, grandchild] = digests.map(({ digest }) => digest) as [Hex, Hex];
    const childId = await register(market, requester, {
      kind: 'model',
      manifestDigest: child,
      royaltyBps: 1000,
      parents: [{ assetId: baseId }],
    });
    const grandchildId = await register(market, requester, {
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
    const { market, publisher, buyer } = stage;
    const { deployment } = market;
    const { digest } = await market.content.putManifest(modelManifest(publisher.account.address, 'Moving'));
    const assetId = await register(market, publisher, { kind: 'model', manifestDigest: digest });
    const seller = publisher.account.address;
    await market.mined(
      await makeOffer(publisher, {
        deployment,
        assetId,
        seller,
        price: 5n,
        rights: [],
        textDigest: MISSING_DIGEST,
      }),
    );
    const isOpen = async () => {
      await market.caughtUp();
      const { asset } = await market.ask(assetPageDocument, { id: entityId(assetId) });
      return [asset!.openOfferCount, asset!.allOffers[0]!.isOpen, asset!.owner.id];
    };
    const home = seller.toLowerCase();
    const away = buyer.account.address.toLowerCase();
    expect(await isOpen()).toEqual([1, true, home]);
    await market.mined(await give(market.deployment, publisher, buyer.account.address, assetId));
    expect(await isOpen()).toEqual([0, false, away]);
    await market.mined(await give(market.deployment, buyer, seller, assetId));
    expect(await isOpen()).toEqual([1, true, home]);
  });
}
