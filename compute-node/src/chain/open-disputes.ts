import {
  NotFoundError,
  readAuditDraw,
  readAudits,
  readDispute,
  readDisputeParameters,
  readJury,
} from '@cultivar/sdk';
import type { AuditDraw, AuditFacts, Deployment, DisputeFacts, Jury } from '@cultivar/sdk';
import { disputesAbi } from '@cultivar/sdk/abi';
import type { PublicClient } from 'viem';

/** A dispute about a job's result that has not ended. */
export type OpenDispute = DisputeFacts & { index: bigint };

/** What the node reads of audits and disputes. Every call may fail and be tried again. */
export type DisputeReader = {
  /** Where the audits of a job stand. */
  audits(jobId: bigint): Promise<AuditFacts>;
  /** The newest draw of a job's audits; empty lists when none was made. */
  auditDraw(jobId: bigint): Promise<AuditDraw>;
  openDisputes(jobId: bigint): Promise<OpenDispute[]>;
  /** Who accuses, what is judged and by whom, as the calls about a dispute want it. */
  jury(jobId: bigint, index: bigint): Promise<Jury>;
  /** Longest dispute under a version of the parameters, in seconds. */
  maxDuration(version: number): Promise<number>;
};

/** Reads of audits and disputes through one endpoint. */
export function openDisputes(client: PublicClient, deployment: Deployment): DisputeReader {
  return {
    audits: (jobId) => readAudits(client, { deployment, jobId }),
    async auditDraw(jobId) {
      try {
        return await readAuditDraw(client, { deployment, jobId });
      } catch (error) {
        if (error instanceof NotFoundError) return { auditors: [], indices: [] };
        throw error;
      }
    },
    async openDisputes(jobId) {
      const opened = await client.getContractEvents({
        abi: disputesAbi,
        address: deployment.addresses.disputes,
        eventName: 'ChallengeOpened',
        args: { jobId },
        fromBlock: BigInt(deployment.startBlock),
        strict: true,
      });
      const disputes: OpenDispute[] = [];
      for (const { args } of opened) {
        const facts = await readDispute(client, { deployment, jobId, index: args.index });
        if (facts !== undefined && facts.phase !== 'ended') disputes.push({ ...facts, index: args.index });
      }
      return disputes;
    },
    jury: (jobId, index) => readJury(client, { deployment, jobId, index }),
    async maxDuration(version) {
      const parameters = await readDisputeParameters(client, { deployment, version: BigInt(version) });
      return parameters.maxDurationSeconds;
    },
  };
}
