import type { View } from '../chain/view.ts';
import type { Env } from '../core/env.ts';
import type { World } from '../core/world.ts';
import { assetViews } from './asset-views.ts';
import { disputeViews } from './dispute-views.ts';
import { jobViews } from './job-views.ts';
import { marketViews } from './market-views.ts';
import { moneyViews } from './money-views.ts';
import { nodeViews } from './node-views.ts';

/** All that can be read of the protocol, with what the model says of it. */
export const allViews = (world: World, env: Env): View[] => [
  ...moneyViews(world, env),
  ...assetViews(world),
  ...marketViews(world, env),
  ...nodeViews(world),
  ...jobViews(world, env),
  ...disputeViews(world),
];
