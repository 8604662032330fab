import { join } from 'node:path';
import { formatEther } from 'viem';
import { writeAtomic } from '../../services/write-atomic.ts';
import { acceptResult, mintAdapter } from './settle-job.ts';
import { compareAnswers } from './compare-answers.ts';
import { ensureJob } from './ensure-job.ts';
import type { Flow } from './flow.ts';
import { followJob, JobFailedError } from './follow-job.ts';
import { jobSpec } from './job-spec.ts';
import type { LastRun } from './last-run.ts';
import { openMainJobJournal } from './main-job-journal.ts';
import { publishBaseModel } from './publish-base-model.ts';
import { publishDataset } from './publish-dataset.ts';
import { queryMainJob } from './query-main-job.ts';
import { receiveAdapter } from './receive-adapter.ts';
import { ensureLicense, ensureOffer } from './sell-license.ts';
import { stageRunner } from './stage-runner.ts';

/**
 * The main job, from base model to a sold and used adapter. Whatever has happened before, by an earlier and
 * interrupted attempt, is found on chain and not done again.
 *
 * @returns what is also written to `<state>/last-run.json`
 */
export async function runMainJob(flow: Flow): Promise<LastRun> {
  const { progress, settings, deployment, clients, content, className, signal } = flow;
  const journal = await openMainJobJournal(journalFile(flow));
  const { seed } = await journal.current();
  const { stage, seconds } = stageRunner(flow, journal, seed);

  progress.heading('Publishing what is there to build on');
  const base = await stage('baseModel', 'Base model', (step) => publishBaseModel(flow, step));
  const dataset = await stage('dataset', 'Dataset', (step) => publishDataset(flow, step));

  progress.heading(`Fine-tuning, run ${seed}`);
  const jobId = await stage('request', 'Request', async (step) => {
    const requester = clients.requester.account.address;
    const spec = jobSpec({ chainId: deployment.chainId, requester, base, dataset, className, seed });
    const known = journal.runs.find((run) => run.seed === seed)?.specDigest;
    const specDigest = known ?? (await content.putManifest(spec, { signal })).digest;
    if (!known) await journal.update(seed, { specDigest });
    return ensureJob(flow, { specDigest, base, dataset }, step);
  });
  const measures = await stage('training', 'Training', async (step) => {
    try {
      return await followJob(flow, jobId, step);
    } catch (error) {
      // What the node will not do today it will not do tomorrow: the next start asks for a new job.
      if (error instanceof JobFailedError) await journal.update(seed, { finished: true });
      throw error;
    }
  });
  const nodePaidWei = await stage('acceptance', 'Acceptance', async (step) => {
    const paid = await acceptResult(flow, jobId);
    step.done(`the node is paid ${formatEther(paid)} ETH`);
    return paid;
  });
  const adapter = await stage('mint', 'Adapter', async (step) => {
    const minted = await mintAdapter(flow, jobId);
    step.done(`asset ${minted.assetId}, made from assets ${base.assetId} and ${dataset.assetId}`);
    return minted;
  });

  progress.heading('Selling and using it');
  const license = await stage('sale', 'Licence', async (step) => {
    const offerId = await ensureOffer(flow, adapter.assetId);
    step.detail(`offer ${offerId}`);
    const bought = await ensureLicense(flow, offerId);
    step.done(
      `bought for ${formatEther(bought.priceWei)} ETH, ${formatEther(bought.royaltyWei)} of it to the base's owner`,
    );
    return bought;
  });
  const received = await stage('delivery', 'Delivery', async (step) => {
    const files = await receiveAdapter(flow, adapter);
    step.done(files.digestMatches ? 'every byte is what the chain says' : 'NOT what the chain says');
    return files;
  });
  const replies = await stage('answers', 'Same question', (step) =>
    compareAnswers(flow, { baseId: base.assetId, adapterId: adapter.assetId }, step),
  );
  const graphqlAnswer = await stage('index', 'Index', (step) => queryMainJob(flow, jobId, step));

  const lastRun: LastRun = {
    ...measures,
    adapterTokenId: String(adapter.assetId),
    adapterCid: received.cid,
    adapterDigestMatches: received.digestMatches,
    licenseTokenId: String(license.licenseId),
    royaltyWei: String(license.royaltyWei),
    nodePaidWei: String(nodePaidWei),
    graphqlAnswer,
    replies,
    seconds: seconds(),
  };
  await writeAtomic(join(settings.stateDir, 'last-run.json'), `${JSON.stringify(lastRun, null, 2)}\n`);
  await journal.update(seed, { finished: true });
  return lastRun;
}

/** Whether a run of the main job waits to be finished, or none was ever made. */
export async function isMainJobDue(flow: Flow): Promise<boolean> {
  const { runs } = await openMainJobJournal(journalFile(flow));
  return runs.length === 0 || runs.some(({ finished }) => !finished);
}

function journalFile({ settings }: Flow): string {
  return join(settings.localDir, 'main-job.json');
}
