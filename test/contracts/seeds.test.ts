import { beforeEach, expect, it } from 'vitest';
import { assert } from './support/assert.ts';
import { drawAudits, drawnAudits } from './support/audit-play.ts';
import { about, challenged, opened } from './support/dispute-play.ts';
import { disputeStage } from './support/dispute-stage.ts';
import type { DisputeStage } from './support/dispute-stage.ts';
import { disputedJob } from './support/disputed-job.ts';
import { leavesOf, AUDITS } from './model/disputes/seed.ts';
import { chain } from './support/protocol.ts';

let p: DisputeStage;
beforeEach(async () => {
  p = await chain.networkHelpers.loadFixture(disputeStage);
});
