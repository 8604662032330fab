import { BigInt, Bytes, ethereum, log } from '@graphprotocol/graph-ts';
import { AuditKeysPosted, AuditsDrawn } from '../../generated/Disputes/Disputes';
import { Audit, Job } from '../../generated/schema';
import { numberId, pairId, placeId } from '../id';

/** The audit at a place of the draw. */
export function createAudit(event: AuditsDrawn, position: i32): void {
  const auditor = event.params.auditors[position];
  const index = event.params.indices[position];
  const audit = new Audit(pairId(placeId(event.params.jobId, index), auditor));
  audit.job = numberId(event.params.jobId);
  audit.index = index;
  audit.auditor = auditor;
  audit.position = position;
  audit.round = event.params.round.toI32();
  audit.state = 'PENDING';
  audit.endsAt = event.params.endsAt;
  audit.drawnAt = event.block.timestamp;
  audit.drawnTx = event.transaction.hash;
  audit.save();
}

export function postAuditKeys(job: Job, event: AuditKeysPosted): void {
  const audits = pendingAudits(job);
  for (let i = 0; i < audits.length; i++) {
    audits[i].keysDigest = event.params.keysDigest;
    audits[i].endsAt = event.params.endsAt;
    audits[i].save();
  }
}

export function closeAudits(job: Job, event: ethereum.Event): void {
  const audits = pendingAudits(job);
  for (let i = 0; i < audits.length; i++) setState(audits[i], 'CLOSED', event);
}

export function endAudit(
  job: Job,
  index: BigInt,
  auditor: Bytes,
  state: string,
  event: ethereum.Event,
): void {
  const id = pairId(placeId(job.jobId, index), auditor);
  const audit = Audit.load(id);
  if (audit === null) {
    log.error('There is no audit {}', [id.toHexString()]);
    return;
  }
  setState(audit, state, event);
}

function pendingAudits(job: Job): Audit[] {
  return job.auditDraws.load().filter((audit) => audit.state == 'PENDING');
}

function setState(audit: Audit, state: string, event: ethereum.Event): void {
  audit.state = state;
  audit.endedAt = event.block.timestamp;
  audit.endedTx = event.transaction.hash;
  audit.save();
}
