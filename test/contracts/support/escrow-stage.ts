import { classId } from '@cultivar/sdk/spec';
import { keccak256, parseEther, toHex } from 'viem';
import type { Address, Hex } from 'viem';
import { localnetParameters } from '../../../scripts/deploy/parameters/localnet.ts';
import { registerNode } from './act.ts';
import type { Wallet } from './contract.ts';
import { digest } from './digest.ts';
import { jobRequest, MODE, requestJob, submissionOf } from './job-request.ts';
import type { JobRequest } from './job-request.ts';
import { chain, CLASS_NAME, protocol } from './protocol.ts';
import type { Protocol } from './protocol.ts';

/** What everybody plays by. */
export const { jobs: JOBS, disputes: DISPUTES, nodes: NODES } = localnetParameters([CLASS_NAME]);

/** The price of most jobs, in the native currency. */
export const ONE = parseEther('1');
/** What a node locks for a job of that price. */
export const BOND = (ONE * BigInt(JOBS.bondBps)) / 10_000n;
/** The protocol's part of that price. */
export const FEE = (ONE * BigInt(JOBS.feeBps)) / 10_000n;

const SLASHABLE = 1;
/** With the node itself, `INodeRegistry.MIN_ELIGIBLE`. */
const OTHERS = 15;

/** The protocol with its node, which serves the tests' class. */
export async function nodeStage(): Promise<Protocol> {
  const p = await protocol();
  await registerNode(p);
  return p;
}

/** The protocol with a slashable class of as many nodes as that takes. */
export async function auditStage(): Promise<Protocol> {
  const p = await nodeStage();
  for (let i = 0; i < OTHERS; i += 1) await registerNode(p, await walletOf(`node ${i}`));
  await p.nodes.write.setClassStatus([classId(CLASS_NAME), SLASHABLE]);
  return p;
}

/** A funded account of its own, by name. */
export async function walletOf(name: string): Promise<Wallet> {
  return actAs(`0x${keccak256(toHex(name)).slice(26)}`);
}

/** Acts as an account without its key, also as one of the contracts. */
export async function actAs(account: Address): Promise<Wallet> {
  const { impersonateAccount, setBalance } = chain.networkHelpers;
  await impersonateAccount(account);
  await setBalance(account, parseEther('1000'));
  return (await chain.viem.getWalletClient(account)) as Wallet;
}

/** A request in mode Audit with two audits, at a price that its segments bear. */
export function auditedRequest(changes: Parameters<typeof jobRequest>[0] = {}): JobRequest {
  return jobRequest({
    ...changes,
    work: { mode: MODE.Audit, audits: 2, segments: 100, ...changes.work },
    payment: { auditFee: AUDIT_FEE, ...changes.payment },
  });
}

/** `auditRateBps` of the average segment's pay of such a request. */
export const AUDIT_FEE = (ONE * BigInt(DISPUTES.auditRateBps)) / 10_000n / 100n;

/** A request for a private result: a direct hire of the node, which a jury may read. */
export function privateRequest(p: Protocol): JobRequest {
  const targetNode = p.accounts.node.account.address;
  return jobRequest({ work: { targetNode, encryptionKey: digest('key'), juryMayRead: true } });
}

/** What a node hands in for a private job. */
export const privateSubmission = (): { resultDigest: Hex; traceRoot: Hex; deliveryDigest: Hex } => ({
  ...submissionOf('private'),
  deliveryDigest: digest('delivery'),
});

/** Requests, claims and submits a job. @returns the arguments of calls about it. */
export async function submitted(p: Protocol, request: JobRequest) {
  const { node } = p.accounts;
  const { jobId, terms } = await requestJob(p, request);
  const submission = submissionOf(`job ${jobId}`);
  await p.escrow.write.claim([jobId, terms], { account: node.account });
  await p.escrow.write.submit([jobId, terms, submission], { account: node.account });
  return [jobId, terms, submission] as const;
}
