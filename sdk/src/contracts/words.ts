/** Words for the numbers of `IAssetRegistry.Policy`. */
export const DERIVATION_POLICIES = ['open', 'licensed', 'closed'] as const;
/** Who may derive from an asset: anyone, holders of a licence with the DERIVE right, nobody but the owner. */
export type DerivationPolicy = (typeof DERIVATION_POLICIES)[number];

/** Words for the numbers of `IAssetRegistry.Source`. */
export const LINEAGE_SOURCES = ['declared', 'job'] as const;
/** How a lineage is known. */
export type LineageSource = (typeof LINEAGE_SOURCES)[number];

/** Words for the numbers of `IJobEscrow.State`. */
export const ESCROW_STATES = [
  'none',
  'open',
  'claimed',
  'submitted',
  'settled',
  'canceled',
  'refunded',
  'disputed',
  'void',
] as const;
/** Where a job stands on chain. */
export type EscrowState = (typeof ESCROW_STATES)[number];

/** Words for the numbers of `IJobEscrow.Mode`. */
export const JOB_MODES = ['accept', 'audit'] as const;
/** How a job's result is judged. */
export type JobMode = (typeof JOB_MODES)[number];

/** Words for the numbers of `INodeRegistry.ClassStatus`. */
export const CLASS_STATUSES = ['unknown', 'slashable', 'provisional', 'retired'] as const;
/** What a determinism class is good for. */
export type ClassStatus = (typeof CLASS_STATUSES)[number];

/** Words for the numbers of `ITreasury.Reason`. */
export const CREDIT_REASONS = [
  'sale',
  'royalty',
  'protocol-fee',
  'job-payment',
  'job-refund',
  'unstaked',
  'slash',
  'burn',
] as const;
/** Why an account was credited. */
export type CreditReason = (typeof CREDIT_REASONS)[number];

/** The number under which Solidity knows a word. */
export function numberOf<T extends string>(words: readonly T[], word: T): number {
  return words.indexOf(word);
}

/**
 * The word for a number that came from a contract.
 *
 * @throws RangeError when a newer contract knows a value that this version does not.
 */
export function wordFor<T extends string>(words: readonly T[], value: number): T {
  const word = words[value];
  if (word === undefined) throw new RangeError(`wordFor: ${value} is none of ${words.join(', ')}`);
  return word;
}
