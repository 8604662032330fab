import {
  challengeLeaf,
  DELIVERY_INDEX,
  drawAudits,
  eventIn,
  finalizeJob,
  findingHash,
  hireNode,
  openingOf,
  openLeaves,
  passAudit,
  quoteTypedData,
  readAuditDraw,
  readAudits,
  readDispute,
  readJob,
  readJobParameters,
  readJobTerms,
  readJury,
  readSeal,
  resolveDispute,
  signQuote,
  UNAVAILABLE,
} from '@cultivar/sdk';
import type { Finding } from '@cultivar/sdk';
import { disputesAbi, jobEscrowAbi } from '@cultivar/sdk/abi';
import { classId } from '@cultivar/sdk/spec';
import { hashTypedData, zeroAddress } from 'viem';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { digest } from '../contracts/support/digest.ts';
import { openBooks } from './disputes/books.ts';
import { disputeIndex } from './disputes/dispute-index.ts';
import type { DisputeIndex } from './disputes/dispute-index.ts';
import { CLASS_NAME, disputeMarket } from './disputes/dispute-market.ts';
import type { DisputeMarket } from './disputes/dispute-market.ts';
import { playRound } from './disputes/play-round.ts';
import { PRICE, submittedJob } from './disputes/submitted-job.ts';
import type { SubmittedJob } from './disputes/submitted-job.ts';

let market: DisputeMarket;
let index: DisputeIndex;

beforeAll(async () => {
  market = await disputeMarket();
  index = await disputeIndex(market);
});
afterAll(async () => {
  await index?.stop();
  await market?.stop();
});

describe('seventeen nodes on a live chain', () => {
  it('prove an honest job by its audits, and everybody is paid to the wei', async () => {
    const { client, deployment, mined, requester, worker, keeper } = market;
    const job = await submittedJob(market, { audits: 2, isCheating: false });
    const on = { deployment, ...job.about };
    await market.mine(market.parameters.disputes.seedDelayBlocks + 1);
    await mined(drawAudits(keeper, on));
    const drawn = await readAuditDraw(client, on);
    expect(new Set(drawn.auditors).size).toBe(2);
    const accounts = [worker.account.address, requester.account.address, ...drawn.auditors];
    const books = await openBooks(market, accounts);

    for (const [place, auditor] of drawn.auditors.entries()) {
      const index = drawn.indices[place]!;
      const answer = { finding: job.honest.finding(index, 'audit'), path: job.trace.path(index) };
      await mined(passAudit(market.drawn(auditor), { ...on, drawn, place: BigInt(place), ...answer }));
    }
    expect(await readAudits(client, on)).toMatchObject({ round: 1, pending: 0 });
    expect(await readSeal(client, on)).toBe('none');
    await market.until(await windowEnd(job));
    await mined(finalizeJob(keeper, on));

    expect(await readSeal(client, on)).toBe('proven');
    const fee = (PRICE * BigInt(market.parameters.jobs.feeBps)) / 10_000n;
    expect(await books.credited()).toEqual([PRICE - fee, 0n, job.auditFee, job.auditFee]);
    expect(await books.lost()).toEqual([0n, 0n, 0n, 0n]);
    const stakes = await Promise.all(accounts.map(market.stake));
    expect(stakes.map(({ lockedWei }) => lockedWei)).toEqual([0n, 0n, 0n, 0n]);
    expect(await index.job(job.about.jobId)).toMatchObject({
      ...{ state: 'SETTLED', seal: 'PROVEN', verdict: null, passedAuditCount: 2, bondState: 'RELEASED' },
      auditDraws: drawn.auditors.map((_, position) => ({ round: 1, position, state: 'PASSED' })),
      challenges: [],
    });
  });

  it('find a cheating job out, and its bond pays jury and challenger', async () => {
    const { client, deployment, mined, keeper, challenger, requester, worker } = market;
    const { disputes, jobs } = market.parameters;
    const job = await submittedJob(market, { audits: 1, isCheating: true });
    const on = { deployment, ...job.about, index: 3n };
    const parties = [challenger, requester, worker].map(({ account }) => account.address);
    const books = await openBooks(market, parties);
    expect((await market.stake(worker.account.address)).lockedWei).toBe(jobs.minBondWei);

    await challenge(job, on.index);
    expect((await readJob(client, on)).state).toBe('disputed');
    const found = job.honest.finding(3, 'first');
    const guess = { ...found, proof: digest('a guess') };
    const jurors = await playRound(market, job, on.index, (place) => [found, found, found, guess][place]);
    const duty = await openBooks(market, jurors);
    await mined(resolveDispute(keeper, { ...on, jury: await readJury(client, on) }));

    expect(await readDispute(client, on)).toMatchObject({ phase: 'ended', outcome: 'refuted', round: 1 });
    expect(await readSeal(client, on)).toBe('refuted');
    expect((await readJob(client, on)).state).toBe('refunded');
    expect(await books.credited()).toEqual([
      disputes.challengeBondWei + disputes.bountyWei,
      PRICE + job.auditFee,
      0n,
    ]);
    expect(await books.lost()).toEqual([0n, 0n, jobs.minBondWei]);
    const { juryFeeWei, sliceWei, bountyWei } = disputes;
    expect(await duty.credited()).toEqual([juryFeeWei, juryFeeWei, juryFeeWei, 0n, 0n]);
    expect(await duty.lost()).toEqual([0n, 0n, 0n, sliceWei, sliceWei]);
    expect(await books.burnt()).toBe(jobs.minBondWei - 3n * juryFeeWei - bountyWei + 2n * sliceWei);
    expect((await market.stake(worker.account.address)).lockedWei).toBe(0n);
    expect(await index.job(job.about.jobId)).toMatchObject({
      ...{ state: 'REFUNDED', seal: 'REFUTED', verdict: 'REFUTED', bondState: 'SLASHED' },
      ...{ refund: String(PRICE), auditRefund: String(job.auditFee), openChallengeCount: 0 },
      challenges: [
        {
          ...{ index: '3', kind: 'STEP', phase: 'ENDED', outcome: 'REFUTED', round: 1 },
          ...{ leaf: job.trace.leaves[3]!.hash, stateBefore: job.trace.leaves[2]!.stateHash },
          votes: [found, found, found, guess, undefined].map((finding, i) => ({
            ...{ juror: { id: jurors[i]!.toLowerCase() }, foundProof: finding?.proof ?? null },
            slashedWei: String(i < 3 ? 0n : sliceWei),
          })),
        },
      ],
    });
  });

  it('void a job about which neither jury comes to a result, and everything goes back', async () => {
    const { client, deployment, mined, keeper, challenger, requester, worker } = market;
    const { challengeBondWei, sliceWei } = market.parameters.disputes;
    const job = await submittedJob(market, { audits: 1, isCheating: false });
    const on = { deployment, ...job.about, index: 5n };
    const parties = [challenger, requester, worker].map(({ account }) => account.address);
    const books = await openBooks(market, parties);
    await challenge(job, on.index);

    const first = await playRound(
      market,
      job,
      on.index,
      (place) =>
        [job.honest.finding(5, 'first'), job.honest.finding(5, 'first'), guess(place), UNAVAILABLE][place],
    );
    const firstDuty = await openBooks(market, first);
    await mined(resolveDispute(keeper, { ...on, jury: await readJury(client, on) }));
    expect(await readDispute(client, on)).toMatchObject({ phase: 'drawing', outcome: 'none', round: 1 });
    expect(await firstDuty.lost()).toEqual([0n, 0n, 0n, 0n, sliceWei]);

    const second = await playRound(market, job, on.index, (place, { length }) =>
      place < (length - 1) / 2 ? job.honest.finding(5, 'second') : guess(place),
    );
    expect(second.some((juror) => first.includes(juror))).toBe(false);
    const secondDuty = await openBooks(market, second);
    await mined(resolveDispute(keeper, { ...on, jury: await readJury(client, on) }));

    expect(await readDispute(client, on)).toMatchObject({ phase: 'ended', outcome: 'void', round: 2 });
    expect((await readJob(client, on)).state).toBe('void');
    expect(await readSeal(client, on)).toBe('trusted');
    expect(await books.credited()).toEqual([challengeBondWei, PRICE + job.auditFee, 0n]);
    expect(await books.lost()).toEqual([0n, 0n, 0n]);
    expect(await books.burnt()).toBe(sliceWei);
    expect(await secondDuty.lost()).toEqual(second.map(() => 0n));
    const everybody = [worker.account.address, ...first, ...second];
    const stakes = await Promise.all(everybody.map(market.stake));
    expect(stakes.map(({ lockedWei }) => lockedWei)).toEqual(everybody.map(() => 0n));
    const indexed = await index.job(job.about.jobId);
    expect(indexed).toMatchObject({
      ...{ state: 'VOID', seal: 'TRUSTED', verdict: 'VOID', bondState: 'RELEASED', refund: String(PRICE) },
      challenges: [{ kind: 'STEP', phase: 'ENDED', outcome: 'VOID', round: 2 }],
    });
    expect(indexed.challenges[0]!.votes.map(({ round }) => round).toSorted()).toEqual([
      ...first.map(() => 1),
      ...second.map(() => 2),
    ]);
  });

  it('hire a node at the price that it has signed', async () => {
    const { client, deployment, mined, requester, worker } = market;
    const quote = {
      ...{ node: worker.account.address, requester: requester.account.address, currency: zeroAddress },
      ...{ specDigest: digest('a quoted job'), class: classId(CLASS_NAME), price: PRICE, runTime: 600 },
      expiresAt: Number((await client.getBlock()).timestamp) + 600,
    };
    const onChain = await client.readContract({
      ...{ abi: jobEscrowAbi, address: deployment.addresses.jobEscrow },
      ...{ functionName: 'hashQuote', args: [quote] },
    });
    expect(hashTypedData(quoteTypedData(deployment, quote))).toBe(onChain);

    const signature = await signQuote(worker, { deployment, quote });
    const parents = [{ assetId: market.baseId }];
    const request = { segments: 3, longestSegment: 9, claimWindowSeconds: 60, parents };
    const hired = await mined(hireNode(requester, { deployment, quote, signature, request }));
    const { jobId, node } = eventIn(deployment, hired, 'jobEscrow', 'JobQuoted');
    expect(node).toBe(worker.account.address);
    const { work, payment } = await readJobTerms(client, { deployment, jobId });
    expect(work).toMatchObject({ targetNode: worker.account.address, runTime: 600, mode: 0 });
    expect(payment).toMatchObject({ minPrice: PRICE, maxPrice: PRICE });
  });
});

describe('the sdk', () => {
  it('commits to a finding and names a delivery as the contract does', async () => {
    const { client, deployment, keeper } = market;
    const disputes = { abi: disputesAbi, address: deployment.addresses.disputes } as const;
    const facts = { jobId: 7n, index: 3n, juror: keeper.account.address, finding: guess(1) };
    const salt = digest('a salt');
    const { jobId, index, juror, finding } = facts;
    const args = [jobId, index, juror, finding, salt] as const;
    expect(await client.readContract({ ...disputes, functionName: 'hashFinding', args })).toBe(
      findingHash(deployment, { ...facts, salt }),
    );
    expect(await client.readContract({ ...disputes, functionName: 'DELIVERY' })).toBe(DELIVERY_INDEX);
  });
});

/** Challenges a leaf, and lets the worker open it. */
async function challenge(job: SubmittedJob, index: bigint): Promise<void> {
  const { client, deployment, mined, challenger, worker } = market;
  const on = { deployment, ...job.about, index };
  const bondWei = market.parameters.disputes.challengeBondWei;
  await mined(challengeLeaf(challenger, { ...on, bondWei }));
  const opening = openingOf(job.trace.leaves, Number(index));
  await mined(openLeaves(worker, { ...on, jury: await readJury(client, on), opening }));
}

async function windowEnd({ about }: SubmittedJob): Promise<number> {
  const { client, deployment } = market;
  const { submittedAt } = await readJob(client, { deployment, jobId: about.jobId });
  const { challengeWindowSeconds } = await readJobParameters(client, { deployment });
  return submittedAt + challengeWindowSeconds;
}

/** What a juror finds who has computed nothing; no two are alike. */
const guess = (place: number): Finding => ({
  stateHash: digest(`a guess at state ${place}`),
  proof: digest(`a guess at proof ${place}`),
});
