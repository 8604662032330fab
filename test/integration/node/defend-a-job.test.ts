import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  challengeLeaf,
  passAudit,
  readAuditDraw,
  readAudits,
  readDispute,
  readJob,
  readJobSubmission,
  readJobTerms,
  readJury,
  readSeal,
  registerNode,
} from '@cultivar/sdk';
import { classId, proofOf, sha256, tracePath } from '@cultivar/sdk/spec';
import type { Hex } from '@cultivar/sdk/spec';
import { trainingClass } from '@cultivar/trainer';
import { parseEther } from 'viem';
import type { Address, Hash } from 'viem';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { localnetParameters } from '../../../scripts/deploy/parameters/localnet.ts';
import { letVote } from '../disputes/let-vote.ts';
import { travelTo } from '../disputes/travel-to.ts';
import { localMarket } from './local-market.ts';
import type { LocalMarket } from './local-market.ts';
import { nodeProcess } from './node-process.ts';
import type { NodeProcess } from './node-process.ts';

/** Accounts of the nodes that audit and judge. */
const FIRST_JUROR = 4;
const JURORS = 16;
/** The leaf that is challenged: the first segment. */
const INDEX = 1n;
const PARAMETERS = {
  ...localnetParameters([]),
  classes: [{ name: trainingClass(), status: 'slashable' as const }],
};

let market: LocalMarket;
let node: NodeProcess;

beforeAll(async () => {
  market = await localMarket(PARAMETERS);
  node = await nodeProcess(market, 3);
  expect(await node.run('register')).toMatchObject({ code: 0 });
  await Promise.all(jurors().map(register));
  await node.start();
});
afterAll(async () => {
  await node?.stop();
  await market?.stop();
});

it('a real run is audited, challenged and upheld, and its node does all that is asked of it', async () => {
  const { client, deployment, mined } = market;
  const jobId = await market.request({ audits: 1, maxPriceWei: parseEther('0.05') });
  await node.until(jobId, ({ state }) => state === 'submitted');
  const terms = await readJobTerms(client, { deployment, jobId });
  const submission = await readJobSubmission(client, { deployment, jobId });
  const on = { deployment, jobId, terms, submission };
  const leaves = await computedLeaves(jobId);

  await until(async () => (await readAudits(client, on)).round === 1);
  const drawn = await readAuditDraw(client, on);
  const [auditor, index] = [drawn.auditors[0]!, drawn.indices[0]!];
  const { stateHash, secret } = leaves[index]!;
  const path = tracePath(
    leaves.map(({ hash }) => hash),
    index,
  );
  const finding = { stateHash, proof: proofOf(secret, 'audit') };
  await mined(await passAudit(walletOf(auditor), { ...on, drawn, place: 0n, finding, path }));

  const { challengeBondWei: bondWei } = PARAMETERS.disputes;
  await mined(await challengeLeaf(market.wallet(1), { ...on, index: INDEX, bondWei }));
  const dispute = { deployment, jobId, index: INDEX };
  await until(async () => (await readDispute(client, dispute))?.phase === 'voting');
  expect((await readJury(client, dispute)).leaf).toBe(leaves[Number(INDEX)]!.hash);
  const recomputed = leaves[Number(INDEX)]!;
  const right = { stateHash: recomputed.stateHash, proof: proofOf(recomputed.secret, 'first') };
  const stage = {
    ...{ deployment, client, drawn: walletOf },
    mined: async (hash: Promise<Hash>) => mined(await hash),
    until: (timestamp: number) => travelTo(client, market.rpcUrl, timestamp),
  };
  await letVote(stage, { jobId, index: INDEX }, () => right);

  await until(async () => (await readDispute(client, dispute))?.outcome === 'upheld');
  await travelTo(client, market.rpcUrl, (await readJob(client, on)).submittedAt + 60);
  await node.until(jobId, ({ state, asset }) => state === 'settled' && asset !== undefined);
  expect(await readJob(client, on)).toMatchObject({ state: 'settled', isBondLocked: false });
  expect(await readSeal(client, on)).toBe('proven');
});

const jurors = () => Array.from({ length: JURORS }, (_, i) => market.wallet(FIRST_JUROR + i));

const walletOf = (address: Address) => jurors().find(({ account }) => account.address === address)!;

async function register(juror: ReturnType<typeof walletOf>): Promise<void> {
  const { deployment } = market;
  const metadataDigest = sha256(new TextEncoder().encode(juror.account.address));
  const classes = [classId(trainingClass())];
  const stakeWei = parseEther('1');
  await market.mined(await registerNode(juror, { deployment, metadataDigest, classes, stakeWei }));
}

/** What whoever recomputes the run knows; here it is read where the run has kept it. */
async function computedLeaves(jobId: bigint): Promise<{ hash: Hex; stateHash: Hex; secret: Hex }[]> {
  const path = join(market.folder, 'node-3', 'jobs', String(jobId), 'ledger.private.json');
  return (JSON.parse(await readFile(path, 'utf8')) as { leaves: [] }).leaves;
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 50));
}
