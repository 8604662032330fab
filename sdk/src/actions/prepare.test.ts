import { decodeFunctionData, parseEther, zeroAddress, zeroHash } from 'viem';
import { describe, expect, it } from 'vitest';
import { CONTRACT_ABIS } from '../contracts/contract-abis.ts';
import type { JobTerms } from '../contracts/contract-types.ts';
import type { PreparedCall } from '../contracts/prepared-call.ts';
import { DEPLOYMENTS } from '../deployments.ts';
import { prepareBuyLicense } from './buy-license.ts';
import { prepareChallengeLeaf } from './challenge-leaf.ts';
import { prepareHireNode } from './hire-node.ts';
import { offerTerms, prepareMakeOffer } from './make-offer.ts';
import { prepareRegisterAsset } from './register-asset.ts';
import { prepareRegisterNode } from './register-node.ts';
import { prepareRequestJob } from './request-job.ts';

const deployment = DEPLOYMENTS[41337]!;
const digest = `0x${'11'.repeat(32)}` as const;
const token = `0x${'22'.repeat(20)}` as const;
const seller = `0x${'33'.repeat(20)}` as const;

/** What the calldata says, read by nothing but the ABI. */
const decoded = (call: PreparedCall) =>
  decodeFunctionData({ abi: CONTRACT_ABIS[call.contract], data: call.data });

describe('a prepared call', () => {
  it('shows what its calldata says', () => {
    const call = prepareRegisterAsset(deployment, {
      kind: 'dataset',
      manifestDigest: digest,
      policy: 'licensed',
      royaltyBps: 300,
      parents: [{ assetId: 4n }],
    });
    expect(call).toMatchObject({
      to: deployment.addresses.assetRegistry,
      value: 0n,
      functionName: 'register',
    });
    expect(decoded(call)).toEqual({
      functionName: 'register',
      args: [2, digest, 1, 300, [{ assetId: 4n, licenseId: 0n }]],
    });
    expect(decoded(call).args).toEqual(call.args);
  });

  it('to register a node carries its stake', () => {
    const stakeWei = parseEther('2');
    const call = prepareRegisterNode(deployment, { metadataDigest: digest, classes: [digest], stakeWei });
    expect(call.value).toBe(stakeWei);
  });
});

describe('an offer', () => {
  const parameters = { assetId: 4n, seller, price: 5n, rights: ['derive'], textDigest: digest } as const;

  it('always lets a buyer use the asset', () => {
    expect(offerTerms(parameters)).toMatchObject({
      rights: 5,
      currency: zeroAddress,
      duration: 0,
      maxSupply: 0,
    });
    expect(decoded(prepareMakeOffer(deployment, parameters)).args).toEqual([offerTerms(parameters)]);
  });

  it('sells seats and metered units where it says so', () => {
    expect(offerTerms(parameters)).toMatchObject({ seats: 0, uses: 0 });
    const [terms] = decoded(prepareMakeOffer(deployment, { ...parameters, seats: 5, uses: 2_000 })).args as [
      ReturnType<typeof offerTerms>,
    ];
    expect(terms).toMatchObject({ seats: 5, uses: 2_000 });
  });

  it('in the native currency is paid with the call, for every licence', () => {
    const call = prepareBuyLicense(deployment, {
      offerId: 9n,
      terms: offerTerms(parameters),
      recipient: seller,
      quantity: 3n,
    });
    expect(call.value).toBe(15n);
    expect(decoded(call).args).toEqual([9n, offerTerms(parameters), seller, 3n, 15n]);
  });

  it('in a token is paid by the treasury’s pull, not with the call', () => {
    const terms = offerTerms({ ...parameters, currency: token });
    const call = prepareBuyLicense(deployment, { offerId: 9n, terms, recipient: seller, maxPrice: 7n });
    expect(call.value).toBe(0n);
    expect(call.args.at(-1)).toBe(7n);
  });
});

describe('a job', () => {
  const parameters = {
    specDigest: digest,
    class: digest,
    runSeconds: 60,
    segments: 2,
    longestSegment: 10,
    minPrice: 1n,
    maxPrice: 8n,
    claimWindowSeconds: 30,
    parents: [{ assetId: 1n, licenseId: 2n }],
  } as const;

  it('puts its highest price into escrow', () => {
    const call = prepareRequestJob(deployment, parameters);
    expect(call.value).toBe(8n);
    expect(decoded(call).args).toMatchObject([
      {
        work: { specDigest: digest, targetNode: zeroAddress, encryptionKey: zeroHash, mode: 0, audits: 0 },
        payment: { currency: zeroAddress, minPrice: 1n, maxPrice: 8n, claimWindow: 30 },
        policy: 0,
        parents: [{ assetId: 1n, licenseId: 2n }],
      },
    ]);
  });

  it('with audits puts their fees into escrow, too', () => {
    const audited = { ...parameters, mode: 'audit', audits: 3, auditFee: 5n } as const;
    const call = prepareRequestJob(deployment, audited);
    expect(call.value).toBe(8n + 15n);
    expect(decoded(call).args).toMatchObject([{ work: { mode: 1, audits: 3 }, payment: { auditFee: 5n } }]);
  });

  it('hired at a quote asks for what the quote offers', () => {
    const quote = {
      ...{ node: seller, requester: zeroAddress, specDigest: digest, class: digest, currency: zeroAddress },
      ...{ price: 6n, runTime: 60, expiresAt: 99 },
    };
    const { segments, longestSegment, claimWindowSeconds, parents } = parameters;
    const request = { segments, longestSegment, claimWindowSeconds, parents };
    const call = prepareHireNode(deployment, { quote, signature: '0x01', request });
    expect(call.value).toBe(6n);
    expect(decoded(call).args).toMatchObject([
      { work: { targetNode: seller, runTime: 60 }, payment: { minPrice: 6n, maxPrice: 6n } },
      quote,
      '0x01',
    ]);
  });

  it('paid in a token sends nothing along', () => {
    expect(prepareRequestJob(deployment, { ...parameters, currency: token }).value).toBe(0n);
  });
});

describe('a challenge', () => {
  it('carries its bond, and the terms as they were requested', () => {
    const { work, payment, ...rest } = decoded(
      prepareRequestJob(deployment, {
        ...{ specDigest: digest, class: digest, runSeconds: 60, segments: 4, longestSegment: 10 },
        ...{ minPrice: 1n, maxPrice: 8n, claimWindowSeconds: 30, parents: [] },
      }),
    ).args![0] as unknown as RequestArgs;
    const lineage = { parents: [0, 0, 0, 0], ancestors: [0n, 0n] } as const;
    const { policy, royaltyBps } = rest;
    const terms = {
      ...{ requester: seller, requestedAt: 5, version: 1, work, payment },
      outcome: { policy, royaltyBps, lineage },
    };
    const submission = { resultDigest: digest, traceRoot: digest, deliveryDigest: zeroHash };
    const challenged = { jobId: 9n, terms, submission, index: 2n, bondWei: 33n };
    const call = prepareChallengeLeaf(deployment, challenged);
    expect(call).toMatchObject({ to: deployment.addresses.disputes, value: 33n, functionName: 'challenge' });
    expect(decoded(call).args).toEqual([9n, terms, submission, 2n]);
  });
});

type RequestArgs = JobTerms & { policy: number; royaltyBps: number };
