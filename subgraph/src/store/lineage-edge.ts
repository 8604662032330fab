import { Value } from '@graphprotocol/graph-ts';
import { Asset, LineageEdge } from '../../generated/schema';
import { numberId, pairId } from '../id';
import { Ancestor } from '../lineage';

export function createLineageEdge(child: Asset, ancestor: Ancestor): void {
  const ancestorId = numberId(ancestor.assetId);
  const edge = new LineageEdge(pairId(child.id, ancestorId));
  edge.child = child.id;
  edge.ancestor = ancestorId;
  edge.isDirect = ancestor.position >= 0;
  if (ancestor.position >= 0) edge.set('position', Value.fromI32(ancestor.position));
  edge.bps = ancestor.bps;
  edge.source = child.source;
  edge.save();
}
