import { crowdWithShare } from '../model/crowd-with-share.ts';
import type { Job } from '../model/job.ts';
import type { Setting } from '../model/setting.ts';
import { SHIPPED_RULES } from '../model/shipped-rules.ts';
import type { Stakes } from '../model/stakes.ts';

/** Nodes of the class that the figures are drawn for: large enough that its size no longer matters. */
const NODES = 400;

/** The job that the figures are drawn for, unless they say otherwise: 20 juror fees, 32 segments, one audit. */
export function standardSetting(stakes: Stakes, share: number, job: Partial<Job> = {}): Setting {
  return {
    stakes,
    job: {
      price: 20 * stakes.juryFee,
      segments: 32,
      audits: 1,
      costShare: 0.8,
      paidEarly: true,
      ...job,
    },
    crowd: crowdWithShare(NODES, share),
    rules: SHIPPED_RULES,
  };
}
