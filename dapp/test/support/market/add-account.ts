import { parseEther } from 'viem';
import type { Entities } from '../index-double.ts';
import { addEntity } from './add-entity.ts';

/** Adds an account, once. */
export function addAccount(id: string, entities: Entities): void {
  if (entities.Account?.some((account) => account.id === id)) return;
  addEntity(entities, 'Account', {
    id,
    firstSeenAt: '1',
    createdAssetCount: 1,
    ownedAssetCount: 1,
    licenseCount: 0,
    jobCount: 0,
    earnedWei: String(parseEther('0.25')),
    spentWei: '0',
    node: null,
  });
}
