import { jobEscrowAbi } from '@cultivar/sdk/abi';
import { encodeAbiParameters, keccak256 } from 'viem';
import type { AbiFunction, Hex } from 'viem';
import type { View } from '../chain/view.ts';
import type { Env } from '../core/env.ts';
import type { World } from '../core/world.ts';
import type { Job, Submission, Terms } from '../jobs/job.ts';
import { bondFor, priceAt } from '../jobs/job-facts.ts';

const SUBMIT = jobEscrowAbi.find((item) => item.type === 'function' && item.name === 'submit') as AbiFunction;
const [, TERMS, SUBMISSION] = SUBMIT.inputs;

/** What the job escrow should answer. */
export function jobViews(world: World, env: Env): View[] {
  const view = (fn: string, args: readonly unknown[], expected: unknown): View => ({
    of: 'escrow',
    fn,
    args,
    expected,
  });
  const { jobs, versions } = world.jobs;
  const views = [
    view('jobCount', [], BigInt(jobs.size)),
    view('currentVersion', [], BigInt(versions.length)),
  ];
  for (const [i, version] of versions.entries()) {
    views.push(view('parametersOf', [BigInt(i + 1)], version.jobs));
    views.push(view('disputeParametersOf', [BigInt(i + 1)], version.disputes));
  }
  for (const [id, job] of jobs) {
    const { node, claimedAt, submittedAt, state, bondLocked, review, terms } = job;
    const facts = { node, claimedAt, submittedAt, state, bondLocked, review };
    views.push(view('jobOf', [id], { commitment: commitmentOf(job), ...facts }));
    if (state !== 1n) continue;
    const price = priceAt(terms, env.now);
    views.push(
      view('priceAt', [terms, env.now], price),
      view('bondFor', [terms, price], bondFor(world, terms, price)),
    );
  }
  return views;
}

const hashes = new WeakMap<Terms | Submission, Hex>();

/** What is stored of a job: the hash of its terms, from the submission on hashed again with that. */
function commitmentOf({ terms, submission }: Job): Hex {
  const termsHash = remember(terms, () => keccak256(encodeAbiParameters([TERMS!], [terms])));
  if (submission === undefined) return termsHash;
  return remember(submission, () =>
    keccak256(encodeAbiParameters([{ type: 'bytes32' }, SUBMISSION!], [termsHash, submission])),
  );
}

function remember(key: Terms | Submission, hash: () => Hex): Hex {
  const known = hashes.get(key) ?? hash();
  hashes.set(key, known);
  return known;
}
