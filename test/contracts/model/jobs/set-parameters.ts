import type { Hex } from 'viem';
import type { Call } from '../core/call.ts';
import { requireRole } from '../core/require-role.ts';
import type { ParameterVersion } from './job.ts';

const MAX_FEE_BPS = 500n;
/** Jurors of both rounds, all of whom a bond may have to pay. */
const JURORS = 16n;

/** Sets the parameters of requests from now on. */
export function setParameters(
  call: Call,
  jobs: ParameterVersion['jobs'],
  disputes: ParameterVersion['disputes'],
  rates: readonly { currency: Hex; weiPerToken: bigint }[],
): void {
  requireRole(call, 'governor');
  call.require(jobs.feeBps <= MAX_FEE_BPS, 'JobEscrow_FeeTooHigh', jobs.feeBps, MAX_FEE_BPS);
  requireTimes(call, jobs, disputes);
  const fees = JURORS * disputes.juryFee;
  requireCover(call, jobs.minBond, fees + disputes.bounty);
  requireCover(call, disputes.challengeBond, fees);
  requireCover(call, disputes.challengeBond, disputes.slice);
  if (call.refused) return;
  const { versions } = call.world.jobs;
  const bondRates = new Map(rates.map(({ currency, weiPerToken }) => [currency, weiPerToken]));
  const version = BigInt(versions.push({ jobs: { ...jobs }, disputes: { ...disputes }, bondRates }));
  call.emit('escrow', 'ParametersSet', { version, parameters: jobs });
  call.emit('escrow', 'DisputeParametersSet', { version, parameters: disputes });
  for (const { currency, weiPerToken } of rates)
    call.emit('escrow', 'BondRateSet', { version, currency, weiPerToken });
}

function requireTimes(
  call: Call,
  jobs: ParameterVersion['jobs'],
  disputes: ParameterVersion['disputes'],
): void {
  const { openingWindow, commitWindow, revealWindow, auditWindow, maxDuration, seedDelay } = disputes;
  const { challengeWindow, maxClaimWindow, maxRunTime } = jobs;
  const windows = [openingWindow, commitWindow, revealWindow, auditWindow, seedDelay];
  const lasts = [...windows, challengeWindow, maxClaimWindow, maxRunTime].every((window) => window > 0n);
  call.require(lasts, 'JobEscrow_ZeroWindow');
  const longest = openingWindow + 2n * (openingWindow + commitWindow + revealWindow);
  call.require(maxDuration >= longest, 'JobEscrow_TooShort', maxDuration, longest);
  const { unbondingTime } = call.world.nodes;
  const dispute = challengeWindow + maxDuration;
  call.require(unbondingTime >= dispute, 'JobEscrow_TooShort', unbondingTime, dispute);
}

function requireCover(call: Call, bond: bigint, required: bigint): void {
  call.require(bond >= required, 'JobEscrow_BondTooSmall', bond, required);
}
