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
  return ['SALE', 'ROYALTY', 'PROTOCOL_FEE', 'JOB_PAYMENT', 'JOB_REFUND', 'UNSTAKED', 'SLASH', 'BURN'][value];
}
