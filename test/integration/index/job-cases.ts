import {
  acceptJob,
  cancelJob,
  claimJob,
  eventIn,
  isLicensed,
  mintResult,
  readJobSubmission,
  readJobTerms,
  readOfferTerms,
  registerNode,
  submitJob,
} from '@cultivar/sdk';
import {
  entityId,
  jobPageDocument,
  jobSubmissionOf,
  jobTermsOf,
  mainJobDocument,
  offerPageDocument,
  offerTermsOf,
  protocolDocument,
} from '@cultivar/sdk/graphql';
import { classId } from '@cultivar/sdk/spec';
import { parseEther } from 'viem';
import { expect, it } from 'vitest';
import type { IndexStage } from './support/index-stage.ts';
import { lowerCased } from './support/lower-cased.ts';
import { adapterManifest } from './support/manifests.ts';
import { MISSING_DIGEST } from './support/missing-digest.ts';
import { requestTuning } from './support/request-tuning.ts';
import { sell } from './support/sell.ts';
import { SOON } from './support/soon.ts';
import { TEST_CLASS } from './support/test-class.ts';

/** What the index tells of jobs and of what they make. */
export function jobCases(stage: IndexStage): void {
  it('follows a job from the request to the resale of its result', async () => {
    const { market, requester, node, buyer, base, baseId, datasetId } = stage;
    const { deployment } = market;
    const stakeWei = parseEther('2');
    await market.mined(
      await registerNode(node, {
        deployment,
        metadataDigest: MISSING_DIGEST,
        classes: [classId(TEST_CLASS)],
        stakeWei,
      }),
    );
    const jobId = await requestTuning(stage, parseEther('0.1'));
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
      traceRoot: MISSING_DIGEST,
      deliveryDigest: `0x${'00'.repeat(32)}`,
    } as const;
    await market.mined(await submitJob(node, { deployment, jobId, terms, submission: handedIn }));
    const submission = await readJobSubmission(market.reader, { deployment, jobId });
    await market.mined(await acceptJob(requester, { deployment, jobId, terms, submission }));
    const minted = await market.mined(await mintResult(node, { deployment, jobId, terms, submission }));
    const { assetId } = eventIn(deployment, minted, 'jobEscrow', 'ResultMinted');
    const price = parseEther('0.02');
    const { offerId, licenseId } = await sell(stage, assetId, price);
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

  it('shows a job that was canceled, and the money back', async () => {
    const { market, requester } = stage;
    const { deployment } = market;
    const jobId = await requestTuning(stage, parseEther('0.1'));
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
    const { market } = stage;
    const before = (await market.ask(protocolDocument, {})).protocol!.jobCount;
    await requestTuning(stage, parseEther('0.1'));
    const second = await requestTuning(stage, parseEther('0.1'));
    await market.caughtUp();
    const { protocol, _meta } = await market.ask(protocolDocument, {});
    expect(protocol!.jobCount).toBe(before + 2);
    const { job } = await market.ask(jobPageDocument, { id: entityId(second) });
    expect(job!.spec!.name).toBe('Small Llama');
    expect(_meta!.hasIndexingErrors).toBe(false);
  });
}
