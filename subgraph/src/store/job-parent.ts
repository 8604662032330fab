import { Value } from '@graphprotocol/graph-ts';
import { Job, JobParent } from '../../generated/schema';
import { numberId, pairId } from '../id';
import { Ancestor } from '../lineage';

export function createJobParent(job: Job, ancestor: Ancestor): void {
  const assetId = numberId(ancestor.assetId);
  const parent = new JobParent(pairId(job.id, assetId));
  parent.job = job.id;
  parent.parent = assetId;
  parent.isDirect = ancestor.position >= 0;
  if (ancestor.position >= 0) parent.set('position', Value.fromI32(ancestor.position));
  parent.bps = ancestor.bps;
  parent.save();
}
