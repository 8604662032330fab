import { keccak256, parseEventLogs } from 'viem';
import type { Hex } from 'viem';
import { localnetParameters } from '../../deploy/parameters/localnet.ts';
import type { GasFigure } from './figure.ts';
import { luckiest } from './luckiest.ts';
import type { Stage } from './stage.ts';
import { tracedJob } from './traced-job.ts';
import type { TracedJob } from './traced-job.ts';

const NODE = 3;
const CHALLENGER = 1;
/** A step in the middle: both its leaves have paths of full length. */
const INDEX = 37;
const NONE: Hex = `0x${'0'.repeat(64)}`;

/** A challenged step of a job as `measureJobs` leaves them, the second one, judged by five. */
export async function measureDisputes(stage: Stage): Promise<GasFigure[]> {
  await runDispute(stage, 'disputed before');
  return runDispute(stage, 'disputed');
}

async function runDispute(stage: Stage, name: string): Promise<GasFigure[]> {
  const { disputes, chain, accountOf, gasOf } = stage;
  const { disputes: parameters } = localnetParameters([]);
  const job = await tracedJob(stage, name);
  const { jobId, terms, submission, trace } = job;
  const [index, about] = [BigInt(INDEX), [jobId, terms, submission] as const];
  const challenger = accountOf(CHALLENGER);
  const value = parameters.challengeBondWei;
  const challenged = await gasOf(disputes.write.challenge([...about, index], { account: challenger, value }));
  const waiting = { challenger: challenger.address, leaf: NONE, first: [], second: [] };
  const opening = openingOf(job);
  const undrawn = { ...waiting, leaf: opening.leaf };
  const draw = await luckiest(stage, async () => {
    const opened = await gasOf(
      disputes.write.open([...about, index, waiting, opening], { account: accountOf(NODE) }),
    );
    await chain.networkHelpers.mine(parameters.seedDelayBlocks + 1);
    const hash = await disputes.write.drawJury([...about, index, undrawn], { account: challenger });
    return { opened, hash, gas: await gasOf(Promise.resolve(hash)) };
  });
  const jury = { ...undrawn, first: await jurorsOf(stage, draw.hash) };

  const finding = trace.finding(INDEX, 'first');
  const salt = keccak256('0x5a17');
  let [commit, reveal] = [0, 0];
  for (const [place, account] of jury.first.entries()) {
    const commitment = await disputes.read.hashFinding([jobId, index, account, finding, salt]);
    commit = await gasOf(disputes.write.commit([jobId, index, jury, BigInt(place), commitment], { account }));
  }
  await chain.networkHelpers.time.increase(parameters.commitWindowSeconds);
  for (const [place, account] of jury.first.entries()) {
    const args = [jobId, index, jury, BigInt(place), finding, salt] as const;
    reveal = await gasOf(disputes.write.reveal([...args], { account }));
  }
  return [
    { name: 'challenge', gas: challenged },
    { name: 'open the leaves', gas: draw.opened },
    { name: 'draw a jury of 5', gas: draw.gas },
    { name: 'commit', gas: commit },
    { name: 'reveal', gas: reveal },
  ];
}

function openingOf({ trace }: TracedJob) {
  const before = trace.leaves[INDEX - 1]!;
  return {
    leaf: trace.leaves[INDEX]!.hash,
    path: trace.path(INDEX),
    stateBefore: before.stateHash,
    sealBefore: before.seal,
    pathBefore: trace.path(INDEX - 1),
    exportSeal: NONE,
  };
}

async function jurorsOf({ disputes, publicClient }: Stage, hash: Hex) {
  const { logs } = await publicClient.getTransactionReceipt({ hash });
  return parseEventLogs({ abi: disputes.abi, logs, eventName: 'JurorsDrawn' })[0]!.args.jurors;
}
