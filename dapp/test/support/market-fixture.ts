import type { Hex } from '@cultivar/sdk/spec';
import type { Entities } from './index-double.ts';
import { ACCOUNTS } from './market/accounts.ts';
import { addAsset } from './market/add-asset.ts';
import { noEntities } from './market/no-entities.ts';
import { protocolEntity } from './market/protocol-entity.ts';
import type { Seed } from './market/seed.ts';
import { SEEDS } from './market/seeds.ts';

/** A small market for the doubles: what the index would say of it and what the gateway would hold. */
export type MarketFixture = { entities: Entities; content: Map<string, Uint8Array>; digests: Hex[] };

/**
 * Twelve assets of every kind, and as many plain adapters again as `more` says.
 *
 * @param nowSeconds The time at which the youngest was registered.
 */
export function marketFixture(nowSeconds: number, more = 0): MarketFixture {
  const extra = Array.from({ length: more }, (_, i): Seed => ({
    kind: 'adapter',
    name: `Adapter ${i + 1}`,
    summary: 'One of many.',
    parents: [1],
    creator: ACCOUNTS.requester,
  }));
  const seeds = [...SEEDS, ...extra];
  const entities = noEntities();
  const content = new Map<string, Uint8Array>();
  const digests: Hex[] = [];
  seeds.forEach((seed, index) =>
    addAsset({ seed, number: index + 1, nowSeconds, total: seeds.length, entities, content, digests }),
  );
  entities.Protocol?.push(protocolEntity(entities));
  return { entities, content, digests };
}
