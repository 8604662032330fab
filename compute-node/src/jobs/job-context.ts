import type { TrainEvent } from '@cultivar/sdk/spec';
import type { Logger } from 'pino';
import type { ChainCalls, ChainReader, ChainWriter } from '../chain/chain.ts';
import type { DisputeReader } from '../chain/open-disputes.ts';
import type { Act } from '../journal/journal-types.ts';
import type { Journal } from '../journal/open-journal.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import type { ContentStore } from '../storage/index.ts';
import type { JobPolicy } from './check-terms.ts';
import type { Machine } from './train-request.ts';

/** What the job services work with. Everything of the outside world comes through here. */
export type JobContext = {
  journal: Journal;
  reader: ChainReader;
  disputes: DisputeReader;
  writer: ChainWriter;
  calls: ChainCalls;
  store: ContentStore;
  sandbox: Sandbox;
  logger: Logger;
  /** Aborts when the node stops. */
  signal: AbortSignal;
  sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  policy: JobPolicy & { maxInputBytes: number; mint: boolean };
  folders: { inputs: string; jobs: string };
  /** What a run may use: cores, libraries for faster executors, another engine. */
  machine: Machine;
  /** Aborts one job's run: canceled, or its deadline has passed. */
  running: Map<bigint, AbortController>;
  /** Tells readers of a job's history that it has grown. */
  onEvent: (jobId: bigint, event: TrainEvent) => void;
};

/** The escrow of the context, as acts are named in the journal. */
export function actOf(
  context: Pick<JobContext, 'reader'>,
  jobId: bigint,
  act: 'claim' | 'submit' | 'finalize' | 'release' | 'mint',
): Act {
  return { contract: context.reader.escrow, subject: String(jobId), act };
}

/** What a node does about audits and disputes of its own results. */
export type DisputeAct = Extract<
  Act['act'],
  'draw-audits' | 'close-audits' | 'open-leaves' | 'draw-jury' | 'resolve'
>;

/** An act about audits or disputes; `subject` is the job's id with what tells repeated acts apart. */
export function disputeActOf(context: Pick<JobContext, 'reader'>, subject: string, act: DisputeAct): Act {
  return { contract: context.reader.escrow, subject, act };
}
