import { Bytes } from '@graphprotocol/graph-ts';
import { DeterminismClass } from '../../generated/schema';
import { classStatus } from '../words';

export function setClassStatus(id: Bytes, status: i32): void {
  const entity = getClass(id);
  entity.status = classStatus(status);
  entity.save();
}

export function countClassNodes(id: Bytes, change: i32): void {
  const entity = getClass(id);
  entity.nodeCount += change;
  entity.save();
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
  entity.nodeCount = 0;
  entity.jobCount = 0;
  return entity;
}
