/** Words of the schema for the numbers of the contracts' enums, in the order of their declaration. */

export function assetKind(value: i32): string {
  return ['MODEL', 'ADAPTER', 'DATASET', 'PROMPT', 'AGENT'][value];
}

export function derivationPolicy(value: i32): string {
  return ['OPEN', 'LICENSED', 'CLOSED'][value];
}

export function lineageSource(value: i32): string {
  return ['DECLARED', 'JOB'][value];
}

export function jobMode(value: i32): string {
  return ['ACCEPT', 'AUDIT'][value];
}

export function classStatus(value: i32): string {
  return ['UNKNOWN', 'SLASHABLE', 'PROVISIONAL', 'RETIRED'][value];
}

export function creditReason(value: i32): string {
  return [
    'SALE',
    'ROYALTY',
    'PROTOCOL_FEE',
    'JOB_PAYMENT',
    'JOB_REFUND',
    'UNSTAKED',
    'SLASH',
    'BURN',
    'AUDIT_FEE',
    'JURY_FEE',
    'BOUNTY',
    'CHALLENGE_BOND',
    'LOST_BOND',
  ][value];
}

export function challengeKind(value: i32): string {
  return ['INIT', 'STEP', 'EXPORT', 'DELIVERY'][value];
}

/** NONE, which nothing ends with, has no word. */
export function challengeOutcome(value: i32): string {
  return ['', 'UPHELD', 'REFUTED', 'VOID', 'MOOT'][value];
}

/** Whether an amount is pay for an audit, a vote or a challenge that was right. */
export function isDutyPay(reason: string): boolean {
  return reason == 'AUDIT_FEE' || reason == 'JURY_FEE' || reason == 'BOUNTY';
}
