import type { Entity } from '../entity-filter.ts';
import type { Entities } from '../index-double.ts';

/** An index of an empty chain: every type, no entity. */
export function noEntities(): Entities {
  const types = [
    'Protocol',
    'Account',
    'Asset',
    'AssetVersion',
    'LineageEdge',
    'Offer',
    'License',
    'Purchase',
    'Renewal',
    'Seat',
    'Usage',
    'Nonce',
    'Credit',
    'Payment',
    'Withdrawal',
    'Job',
    'JobParent',
    'JobParameters',
    'DisputeParameters',
    'Audit',
    'Challenge',
    'Vote',
    'Node',
    'DeterminismClass',
    'NodeClass',
    'Currency',
    'Activity',
    'Manifest',
    'ManifestFile',
  ];
  return Object.fromEntries(types.map((type) => [type, [] as Entity[]]));
}
