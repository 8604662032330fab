import type { DisputeRules } from './dispute-rules.ts';

/** The rules as the contracts have them. */
export const SHIPPED_RULES: DisputeRules = { unavailableJoins: true, upheldOutlivesJob: true };
