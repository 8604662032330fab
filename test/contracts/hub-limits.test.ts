import type { AbiEvent, AbiParameter, Hex } from 'viem';
import { beforeAll, describe, expect, it } from 'vitest';
import { DEPLOYED_CONTRACTS } from '../../scripts/deploy/artifact.ts';
import { readArtifacts } from '../../scripts/deploy/read-artifacts.ts';
import { disputedJob } from './support/disputed-job.ts';
import { judged, resolve, voted } from './support/dispute-play.ts';
import { disputeStage } from './support/dispute-stage.ts';
import { jobRequest, requestJob, submissionOf } from './support/job-request.ts';
import { deployToken } from './support/mock.ts';
import { chain } from './support/protocol.ts';

// What Polkadot Hub's chain takes of unmodified EVM contracts, and every other chain with it.
const MAX_CODE_BYTES = 24_576;
const MAX_IMMUTABLES = 16;
const MAX_EVENT_BYTES = 416;
const MAX_CALL_DEPTH = 5;
/** Nested calls among the protocol's own contracts: an entry and three more. */
const MAX_OWN_DEPTH = 4;

const artifacts = await readArtifacts(new URL('../../', import.meta.url).pathname);
const own = DEPLOYED_CONTRACTS.filter((name) => name !== 'AccessManager');

describe.each(own)('%s', (name) => {
  const { abi, deployedBytecode, immutableReferences } = artifacts[name];

  it('is small enough', () => {
    expect((deployedBytecode.length - 2) / 2).toBeLessThanOrEqual(MAX_CODE_BYTES);
    expect(Object.keys(immutableReferences).length).toBeLessThanOrEqual(MAX_IMMUTABLES);
  });

  it('emits no event that is too large', () => {
    const events = abi.filter((entry): entry is AbiEvent => entry.type === 'event');
    for (const event of events) {
      const data = event.inputs.filter(({ indexed }) => !indexed);
      const words = data.reduce((sum, input) => sum + wordsOf(input, `${name}.${event.name}`), 0);
      expect(32 * words, `${name}.${event.name}`).toBeLessThanOrEqual(MAX_EVENT_BYTES);
    }
  });
});

describe('calls', () => {
  let depths: { what: string; depth: number }[];
  beforeAll(async () => {
    depths = await playEverything();
  });

  it('never nest deeper than every chain allows', () => {
    expect(depths.length).toBeGreaterThan(20);
    for (const { what, depth } of depths) expect(depth, what).toBeLessThanOrEqual(MAX_CALL_DEPTH);
  });

  it('nest as deep as they are said to, where a jury slashes a node', () => {
    expect(Math.max(...depths.map(({ depth }) => depth))).toBe(MAX_OWN_DEPTH);
  });
});

/** The longest lists that events carry. */
const LONGEST: Record<string, number> = {
  'Disputes.AuditsDrawn': 4,
  'Disputes.JurorsDrawn': 11,
};

/** Words that a parameter takes in an event's data. */
function wordsOf(parameter: AbiParameter, event: string): number {
  const { type } = parameter;
  const list = /^(.*)\[(\d*)\]$/.exec(type);
  if (list) {
    const [, inner, size] = list;
    const word = wordsOf({ ...parameter, type: inner! } as AbiParameter, event);
    if (size) return Number(size) * word;
    const longest = LONGEST[event];
    if (longest === undefined) throw new RangeError(`${event} carries a list of unknown length`);
    return 2 + longest * word;
  }
  if (type === 'tuple') {
    const { components } = parameter as AbiParameter & { components: readonly AbiParameter[] };
    return components.reduce((sum, component) => sum + wordsOf(component, event), 0);
  }
  if (type === 'string' || type === 'bytes') throw new RangeError(`${event} carries ${type}`);
  return 1;
}

/** Plays jobs to their deepest ends. @returns how deep the calls of each transaction nest. */
async function playEverything() {
  const p = await chain.networkHelpers.loadFixture(disputeStage);
  const { node, requester, buyer } = p.accounts;
  const start = await p.publicClient.getBlockNumber();

  const token = await deployToken('TestToken');
  await p.treasury.write.allowCurrency([token.address, true]);
  const jobs = await p.escrow.read.parametersOf([1n]);
  const disputes = await p.escrow.read.disputeParametersOf([1n]);
  await p.escrow.write.setParameters([jobs, disputes, [{ currency: token.address, weiPerToken: 1n }]]);
  await token.write.mint([requester.account.address, 10n]);
  await token.write.approve([p.treasury.address, 10n], { account: requester.account });
  const payment = { currency: token.address, minPrice: 10n, maxPrice: 10n };
  const { jobId, terms } = await requestJob(p, jobRequest({ payment }));
  await p.escrow.write.claim([jobId, terms], { account: node.account });
  const submission = submissionOf('depth');
  await p.escrow.write.submit([jobId, terms, submission], { account: node.account });
  await p.escrow.write.accept([jobId, terms, submission], { account: requester.account });
  await p.escrow.write.mintResult([jobId, terms, submission], { account: buyer.account });
  await p.treasury.write.withdraw([token.address, buyer.account.address, 1n], { account: node.account });

  const job = await disputedJob(p);
  const dispute = await judged(p, job, 2n);
  const other = { stateHash: submission.resultDigest, proof: submission.traceRoot };
  await voted(p, dispute, [other, other, other, other, other]);
  await resolve(p, dispute);

  const end = await p.publicClient.getBlockNumber();
  const depths: { what: string; depth: number }[] = [];
  for (let number = start + 1n; number <= end; number += 1n) {
    const { transactions } = await p.publicClient.getBlock({ blockNumber: number });
    for (const hash of transactions) depths.push({ what: hash, depth: await depthOf(hash) });
  }
  return depths;

  async function depthOf(hash: Hex): Promise<number> {
    const params = [hash, { disableStorage: true, disableMemory: true, disableStack: true }] as const;
    const { structLogs } = await p.publicClient.request<{
      Method: 'debug_traceTransaction';
      Parameters: typeof params;
      ReturnType: { structLogs: readonly { depth: number }[] };
    }>({ method: 'debug_traceTransaction', params });
    return structLogs.reduce((deepest, { depth }) => Math.max(deepest, depth), 0);
  }
}
