import { disputesAbi } from '@cultivar/sdk/abi';
import { encodeAbiParameters, keccak256 } from 'viem';
import type { AbiFunction, Hex } from 'viem';
import type { View } from '../chain/view.ts';
import { NO_DIGEST } from '../core/hex.ts';
import type { World } from '../core/world.ts';
import type { Dispute } from '../disputes/dispute.ts';
import { sealOf } from '../disputes/seal-of.ts';
import { evened, odd } from '../disputes/vote.ts';

const inputOf = (fn: string, name: string) => {
  const found = disputesAbi.find(
    (item) => item.type === 'function' && item.name === fn,
  ) as unknown as AbiFunction;
  return found.inputs.find((input) => input.name === name)!;
};
const JURY = inputOf('resolve', 'jury');
const DRAW = inputOf('closeAudits', 'drawn');
const UNAVAILABLE = odd(NO_DIGEST);

/** What Disputes should answer. */
export function disputeViews(world: World): View[] {
  const view = (fn: string, args: readonly unknown[], expected: unknown): View => ({
    of: 'disputes',
    fn,
    args,
    expected,
  });
  const { disputes, audits, votes } = world.disputes;
  const views: View[] = [];
  for (const [key, dispute] of disputes)
    views.push(view('disputeOf', key.split(' ').map(BigInt), stored(dispute)));
  for (const [jobId, { draw, endsAt, round, reseeded, pending, keysMissing, seedBlock }] of audits) {
    const drawHash = draw === undefined ? `0x${'0'.repeat(40)}` : hashOf(DRAW, draw).slice(0, 42);
    const facts = { endsAt, round, reseeded, pending: bits(pending), keysMissing, seedBlock };
    views.push(view('auditsOf', [jobId], { drawHash, ...facts }));
  }
  for (const [key, { commitment, shown }] of votes) {
    const [jobId, index, juror] = key.split(' ');
    const seen = shown === 'unavailable' ? UNAVAILABLE : shown && odd(shown);
    views.push(view('voteOf', [BigInt(jobId!), BigInt(index!), juror], seen ?? evened(commitment)));
  }
  for (const [jobId, job] of world.jobs.jobs) {
    if (job.submission === undefined) continue;
    views.push(view('sealOf', [jobId, job.terms, job.submission], sealOf(world, job)));
  }
  return views;
}

function stored({ jury, revealed, ...facts }: Dispute) {
  return { ...facts, revealed: bits(revealed), juryHash: hashOf(JURY, jury) };
}

const bits = (places: ReadonlySet<number>): bigint =>
  [...places].reduce((mask, place) => mask | (1n << BigInt(place)), 0n);

const hashes = new WeakMap<object, Hex>();

function hashOf(type: AbiFunction['inputs'][number], value: object): Hex {
  const known = hashes.get(value) ?? keccak256(encodeAbiParameters([type], [value]));
  hashes.set(value, known);
  return known;
}
