import { createHash } from 'node:crypto';
import type { Hex } from '@cultivar/sdk/spec';
import { parseEther, zeroAddress } from 'viem';
import type { Entities } from '../index-double.ts';
import { ACCOUNTS } from './accounts.ts';
import { addEntity } from './add-entity.ts';
import { idOf } from './id-of.ts';
import type { Seed } from './seed.ts';
import { transactionHash } from './transaction-hash.ts';

const CLASS_ID = `0x${'c'.repeat(64)}`;

/** Adds the settled job that made an adapter, with its node and class. */
export function addJob(
  seed: Seed,
  number: number,
  requester: string,
  at: string,
  resultDigest: Hex,
  entities: Entities,
): void {
  const id = idOf(number);
  addNode(at, entities);
  addEntity(entities, 'Job', {
    id,
    jobId: String(number),
    state: 'SETTLED',
    requester,
    node: ACCOUNTS.node,
    targetNode: null,
    class: CLASS_ID,
    specDigest: `0x${'e'.repeat(64)}`,
    spec: null,
    encryptionKey: null,
    runSeconds: '3600',
    mode: seed.seal === 'TRUSTED' ? 'ACCEPT' : 'AUDIT',
    juryMayRead: false,
    audits: seed.seal === 'TRUSTED' ? 0 : 1,
    segments: '5',
    longestSegment: '10',
    parametersVersion: '1',
    claimWindowSeconds: '60',
    lineageParents: [],
    lineageAncestors: [],
    parameters: null,
    currency: zeroAddress,
    minPrice: '0',
    maxPrice: '0',
    auditFee: '0',
    policy: 'LICENSED',
    royaltyBps: 800,
    requestedAt: at,
    requestedTx: transactionHash(number, 3),
    claimableUntil: at,
    price: String(parseEther('0.05')),
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
    auditRefund: null,
    compensationWei: null,
    passedAuditCount: seed.seal === 'PROVEN' ? 1 : 0,
    challengeCount: 0,
    openChallengeCount: 0,
    verdict: null,
    quoteHash: null,
    revealedKey: null,
    seal: seed.seal ?? null,
    result: id,
    mintedAt: at,
    mintedTx: null,
  });
}

function addNode(at: string, entities: Entities): void {
  if (!entities.DeterminismClass?.length)
    addEntity(entities, 'DeterminismClass', {
      id: CLASS_ID,
      status: 'PROVISIONAL',
      nodeCount: 1,
      jobCount: 1,
      eligibleNodeCount: 1,
      tickets: '1',
    });
  if (!entities.Node?.length)
    addEntity(entities, 'Node', {
      id: ACCOUNTS.node,
      account: ACCOUNTS.node,
      metadataDigest: `0x${'d'.repeat(64)}`,
      manifest: null,
      stakeWei: '0',
      lockedWei: '0',
      unbondingWei: '0',
      unbondedAt: null,
      registeredAt: at,
      registeredTx: transactionHash(0, 0),
      claimedJobCount: 1,
      settledJobCount: 1,
      missedJobCount: 0,
      refutedJobCount: 0,
      passedAuditCount: 0,
      slashedDutyCount: 0,
      runningJobCount: 0,
      earnedWei: '0',
      slashedWei: '0',
    });
}
