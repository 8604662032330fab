import { BigInt } from '@graphprotocol/graph-ts';
import { Protocol } from '../../generated/schema';
import { PROTOCOL_ID } from '../id';

const ZERO = BigInt.zero();

export function getProtocol(): Protocol {
  const known = Protocol.load(PROTOCOL_ID);
  if (known !== null) return known;
  const protocol = new Protocol(PROTOCOL_ID);
  protocol.assetCount = 0;
  protocol.modelCount = 0;
  protocol.adapterCount = 0;
  protocol.datasetCount = 0;
  protocol.promptCount = 0;
  protocol.agentCount = 0;
  protocol.offerCount = 0;
  protocol.licenseCount = 0;
  protocol.jobCount = 0;
  protocol.openJobCount = 0;
  protocol.runningJobCount = 0;
  protocol.settledJobCount = 0;
  protocol.passedAuditCount = 0;
  protocol.challengeCount = 0;
  protocol.openChallengeCount = 0;
  protocol.nodeCount = 0;
  protocol.accountCount = 0;
  protocol.salesWei = ZERO;
  protocol.royaltiesWei = ZERO;
  protocol.jobPaymentsWei = ZERO;
  protocol.feesWei = ZERO;
  protocol.stakedWei = ZERO;
  protocol.licenseFeeBps = 0;
  protocol.minStakeWei = ZERO;
  protocol.unbondingSeconds = ZERO;
  protocol.ticketUnitWei = ZERO;
  protocol.minTicketAgeSeconds = ZERO;
  return protocol;
}

export function countAsset(kind: string): void {
  const protocol = getProtocol();
  protocol.assetCount += 1;
  if (kind == 'MODEL') protocol.modelCount += 1;
  else if (kind == 'ADAPTER') protocol.adapterCount += 1;
  else if (kind == 'DATASET') protocol.datasetCount += 1;
  else if (kind == 'PROMPT') protocol.promptCount += 1;
  else protocol.agentCount += 1;
  protocol.save();
}

export function countAccount(): void {
  const protocol = getProtocol();
  protocol.accountCount += 1;
  protocol.save();
}

export function countOffer(): void {
  const protocol = getProtocol();
  protocol.offerCount += 1;
  protocol.save();
}

export function countSale(licenses: i32, priceWei: BigInt): void {
  const protocol = getProtocol();
  protocol.licenseCount += licenses;
  protocol.salesWei = protocol.salesWei.plus(priceWei);
  protocol.save();
}

export function countNode(): void {
  const protocol = getProtocol();
  protocol.nodeCount += 1;
  protocol.save();
}

export function countStake(changeWei: BigInt): void {
  const protocol = getProtocol();
  protocol.stakedWei = protocol.stakedWei.plus(changeWei);
  protocol.save();
}

/** Totals of the chain's own currency. */
export function countCredit(reason: string, amountWei: BigInt): void {
  const protocol = getProtocol();
  if (reason == 'ROYALTY') protocol.royaltiesWei = protocol.royaltiesWei.plus(amountWei);
  if (reason == 'JOB_PAYMENT') protocol.jobPaymentsWei = protocol.jobPaymentsWei.plus(amountWei);
  if (reason == 'PROTOCOL_FEE') protocol.feesWei = protocol.feesWei.plus(amountWei);
  protocol.save();
}

export function countRequestedJob(): void {
  const protocol = getProtocol();
  protocol.jobCount += 1;
  protocol.openJobCount += 1;
  protocol.save();
}

export function countClaimedJob(): void {
  const protocol = getProtocol();
  protocol.openJobCount -= 1;
  protocol.runningJobCount += 1;
  protocol.save();
}

export function countCanceledJob(): void {
  const protocol = getProtocol();
  protocol.openJobCount -= 1;
  protocol.save();
}

export function countSettledJob(): void {
  const protocol = getProtocol();
  protocol.runningJobCount -= 1;
  protocol.settledJobCount += 1;
  protocol.save();
}

export function countPassedAudit(): void {
  const protocol = getProtocol();
  protocol.passedAuditCount += 1;
  protocol.save();
}

export function countChallenge(): void {
  const protocol = getProtocol();
  protocol.challengeCount += 1;
  protocol.openChallengeCount += 1;
  protocol.save();
}

export function countEndedChallenge(): void {
  const protocol = getProtocol();
  protocol.openChallengeCount -= 1;
  protocol.save();
}

/** A job left the running ones without pay: the deadline was missed, the result refuted, or nobody could judge it. */
export function countUnpaidJob(): void {
  const protocol = getProtocol();
  protocol.runningJobCount -= 1;
  protocol.save();
}
