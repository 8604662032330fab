import type { DisputeRules } from './dispute-rules.ts';

/** The rules as they were first designed, kept to show what they would have cost. */
export const FIRST_RULES: DisputeRules = { unavailableJoins: false, upheldOutlivesJob: false };
