import { parseEventLogs } from 'viem';
import type { Address, Hex } from 'viem';
import { about } from './dispute-play.ts';
import type { DisputeStage } from './dispute-stage.ts';
import { disputedJob } from './disputed-job.ts';
import type { DisputedJob, JobWishes } from './disputed-job.ts';
import { moneyMoved } from './money-moved.ts';
import type { Moved } from './money-moved.ts';
import { chain } from './protocol.ts';
import type { Finding } from './trace.ts';

/** The drawn audits of a job (`IAudits.AuditDraw`). */
export type Draw = { job: DisputedJob; auditors: readonly Address[]; indices: readonly number[] };

/** Somebody draws the job's audits. @returns the transaction's hash. */
export const drawAudits = (p: DisputeStage, job: DisputedJob): Promise<Hex> =>
  p.disputes.write.drawAudits([...about(job)], { account: p.accounts.buyer.account });

/** Draws them as soon as that can be done. */
export async function drawnAudits(p: DisputeStage, job: DisputedJob): Promise<Draw> {
  await chain.networkHelpers.mine(3);
  const { logs } = await p.publicClient.getTransactionReceipt({ hash: await drawAudits(p, job) });
  const [event] = parseEventLogs({ abi: p.disputes.abi, logs, eventName: 'AuditsDrawn' });
  return { job, auditors: event!.args.auditors, indices: event!.args.indices };
}

/** A submitted job whose audits were drawn; one, where the test wishes nothing else. */
export const audited = async (p: DisputeStage, wishes: JobWishes = {}): Promise<Draw> =>
  drawnAudits(p, await disputedJob(p, { audits: 1, ...wishes }));

/** The auditor at `place` shows what it found: the leaf, where the test wishes nothing else. */
export function pass(
  p: DisputeStage,
  draw: Draw,
  place: number,
  changes: { finding?: Finding; path?: Hex[]; who?: Address } = {},
): Promise<Hex> {
  const { job, auditors, indices } = draw;
  const index = indices[place] ?? 0;
  const { finding = job.trace.finding(index, 'audit'), path = job.trace.path(index) } = changes;
  const { account } = p.drawn(changes.who ?? auditors[place]!);
  const args = [...about(job), { auditors, indices }, BigInt(place), finding, path] as const;
  return p.disputes.write.audit([...args], { account });
}

/** The auditor at `place` says that it found something else. */
export function fail(p: DisputeStage, draw: Draw, place: number): Promise<Hex> {
  const { job, auditors, indices } = draw;
  const { account } = p.drawn(auditors[place]!);
  return p.disputes.write.failAudit([...about(job), { auditors, indices }, BigInt(place)], { account });
}

/** Somebody closes the audits. */
export const close = (p: DisputeStage, { job, auditors, indices }: Draw): Promise<Hex> =>
  p.disputes.write.closeAudits([...about(job), { auditors, indices }], {
    account: p.accounts.buyer.account,
  });

/** What `act` moves; auditors are called by their places. */
export function auditMoved(p: DisputeStage, draw: Draw, act: () => Promise<unknown>): Promise<Moved> {
  const auditors = Object.fromEntries(draw.auditors.map((auditor, place) => [`auditor ${place}`, auditor]));
  const { requester, node } = p.accounts;
  const parties = { requester: requester.account.address, node: node.account.address };
  return moneyMoved(p, { ...auditors, ...parties }, act);
}
