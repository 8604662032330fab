import { classId } from '@cultivar/sdk/spec';
import { parseEventLogs } from 'viem';
import { localnetParameters } from '../../deploy/parameters/localnet.ts';
import { auditedRequest } from './audited-request.ts';
import type { GasFigure } from './figure.ts';
import { luckiest } from './luckiest.ts';
import { CLASS_NAME, digest, ONE } from './stage.ts';
import type { Stage } from './stage.ts';
import { tracedJob } from './traced-job.ts';
import type { TracedJob } from './traced-job.ts';

const NODE = 3;
/** Accounts from here on are nodes of the class, enough to make it slashable. */
const FIRST_NODE = 3;
const LAST_NODE = 19;

/**
 * A public job of an exact class with one paid audit, in the native currency, with assets 1 and 2 as its parents. One
 * like it has been paid before to the same node, auditor and requester.
 */
export async function measureJobs(stage: Stage): Promise<GasFigure[]> {
  const { nodes, accountOf, gasOf } = stage;
  await nodes.write.setClassStatus([classId(CLASS_NAME), 1]);
  const join = (by: number) =>
    nodes.write.register([digest('node'), [classId(CLASS_NAME)]], { account: accountOf(by), value: ONE });
  let registered = 0;
  for (let by = FIRST_NODE; by <= LAST_NODE; by += 1) registered = await gasOf(join(by));
  for (let by = FIRST_NODE; by <= LAST_NODE; by += 1) {
    await nodes.write.addStake({ account: accountOf(by), value: 10n * ONE });
    await nodes.write.unbond([ONE], { account: accountOf(by) });
  }
  // Whoever is drawn has been paid before: every node has a credit.
  await stage.chain.networkHelpers.time.increase(localnetParameters([]).nodes.unbondingSeconds);
  for (let by = FIRST_NODE; by <= LAST_NODE; by += 1) {
    await nodes.write.withdrawStake({ account: accountOf(by) });
  }
  // Another job stays open meanwhile, as on a chain in use.
  const open = auditedRequest('open');
  const value = open.payment.maxPrice + open.payment.auditFee;
  await stage.escrow.write.request([open], { account: accountOf(4), value });
  for (const name of ['first', 'second', 'third']) await runJob(stage, name);
  const job = await runJob(stage, 'last');
  return [
    ...job.steps,
    { name: 'whole job', gas: job.steps.reduce((sum, { gas }) => sum + gas, 0) },
    { name: 'mint a result, 2 parents', gas: job.mint },
    { name: 'draw and pass an audit', gas: job.audit },
    { name: 'register a node, one class', gas: registered },
  ];
}

async function runJob(stage: Stage, name: string) {
  const { chain, escrow, accountOf, gasOf } = stage;
  const job = await tracedJob(stage, name);
  const { jobId, terms, submission } = job;
  const { gas: audit } = await luckiest(stage, async () => ({ gas: await auditJob(stage, job) }));
  await chain.networkHelpers.time.increase(3600);
  const byNode = { account: accountOf(NODE) };
  const finalized = await gasOf(escrow.write.finalize([jobId, terms, submission], byNode));
  return {
    steps: [
      { name: 'request', gas: job.gas.request },
      { name: 'claim', gas: job.gas.claim },
      { name: 'submit', gas: job.gas.submit },
      { name: 'finalize', gas: finalized },
    ],
    audit,
    mint: await gasOf(escrow.write.mintResult([jobId, terms, submission], byNode)),
  };
}

/** Draws the job's audit, and lets the drawn node pass it. @returns gas of both. */
async function auditJob(stage: Stage, { jobId, terms, submission, trace }: TracedJob): Promise<number> {
  const { chain, disputes, accountOf, gasOf, publicClient } = stage;
  await chain.networkHelpers.mine(4);
  const hash = await disputes.write.drawAudits([jobId, terms, submission], { account: accountOf(NODE) });
  const { logs } = await publicClient.getTransactionReceipt({ hash });
  const [drawn] = parseEventLogs({ abi: disputes.abi, logs, eventName: 'AuditsDrawn' });
  const { auditors, indices } = drawn!.args;
  const index = indices[0]!;
  const draw = { auditors, indices };
  const passed = disputes.write.audit(
    [jobId, terms, submission, draw, 0n, trace.finding(index, 'audit'), trace.path(index)],
    { account: auditors[0]! },
  );
  return (await gasOf(Promise.resolve(hash))) + (await gasOf(passed));
}
