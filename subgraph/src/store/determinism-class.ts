import { Bytes } from '@graphprotocol/graph-ts';
import { DeterminismClass } from '../../generated/schema';
import { classStatus } from '../words';

export function setClassStatus(id: Bytes, status: i32): void {
  const entity = getClass(id);
  entity.status = classStatus(status);
  // A class that is retired keeps what it was: jobs that run in it are judged to their end.
  if (entity.status != 'RETIRED') entity.isProof = entity.status == 'SLASHABLE';
  entity.save();
}

export function countClassNodes(id: Bytes, change: i32): void {
  const entity = getClass(id);
  entity.nodeCount += change;
  entity.save();
}

export function setEligibleNodes(id: Bytes, count: i32): void {
  const entity = getClass(id);
  entity.eligibleNodeCount = count;
  entity.save();
}

export function isProof(id: Bytes): boolean {
  return getClass(id).isProof;
}

export function countClassJob(id: Bytes): void {
  const entity = getClass(id);
  entity.jobCount += 1;
  entity.save();
}

function getClass(id: Bytes): DeterminismClass {
  const known = DeterminismClass.load(id);
  if (known !== null) return known;
  const entity = new DeterminismClass(id);
  entity.status = classStatus(0);
  entity.isProof = false;
  entity.nodeCount = 0;
  entity.eligibleNodeCount = 0;
  entity.jobCount = 0;
  return entity;
}
