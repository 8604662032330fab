import type { Entity } from '../entity-filter.ts';
import type { Entities } from '../index-double.ts';

/** Adds an entity to those of its type. */
export function addEntity(entities: Entities, type: string, entity: Entity): void {
  entities[type]?.push(entity);
}
