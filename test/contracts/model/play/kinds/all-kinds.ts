import type { Kind } from '../kind.ts';
import { assetKinds } from './asset-kinds.ts';
import { auditKinds } from './audit-kinds.ts';
import { disputeKinds } from './dispute-kinds.ts';
import { jobKinds } from './job-kinds.ts';
import { licenseKinds } from './license-kinds.ts';
import { marketKinds } from './market-kinds.ts';
import { moneyKinds } from './money-kinds.ts';
import { nodeKinds } from './node-kinds.ts';
import { voteKinds } from './vote-kinds.ts';

/** Every kind of command by its name. */
export const allKinds: Readonly<Record<string, Kind>> = {
  ...assetKinds,
  ...marketKinds,
  ...licenseKinds,
  ...nodeKinds,
  ...jobKinds,
  ...auditKinds,
  ...disputeKinds,
  ...voteKinds,
  ...moneyKinds,
};
