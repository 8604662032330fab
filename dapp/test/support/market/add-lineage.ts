import type { Entities } from '../index-double.ts';
import { addEntity } from './add-entity.ts';
import { idOf } from './id-of.ts';
import type { Seed } from './seed.ts';

/** Adds the edges from an asset to its parents. */
export function addLineage(seed: Seed, id: string, entities: Entities): void {
  seed.parents?.forEach((parent, position) => {
    const ancestor = idOf(parent);
    addEntity(entities, 'LineageEdge', {
      id: `${id}${ancestor.slice(2)}`,
      child: id,
      ancestor,
      isDirect: true,
      position,
      bps: parent === 1 ? 500 : 800,
      source: seed.seal ? 'JOB' : 'DECLARED',
    });
    const asset = entities.Asset?.find((one) => one.id === ancestor);
    if (asset) asset.derivedCount = Number(asset.derivedCount) + 1;
  });
}
