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
  'audit-fee',
  'jury-fee',
  'bounty',
  'challenge-bond',
  'lost-bond',
] as const;
/** Why an account was credited. */
export type CreditReason = (typeof CREDIT_REASONS)[number];

/** Words for the numbers of `IJobEscrow.Verdict`. */
export const VERDICTS = ['none', 'refuted', 'void'] as const;
/** What disputes have decided about a result: nothing against it, that it is wrong, that nobody can say. */
export type Verdict = (typeof VERDICTS)[number];

/** Words for the numbers of `IDisputes.Kind`. */
export const DISPUTE_KINDS = ['init', 'step', 'export', 'delivery'] as const;
/** What is disputed: the inputs, a segment, the export, the delivery of a private result. */
export type DisputeKind = (typeof DISPUTE_KINDS)[number];

/** Words for the numbers of `IDisputes.Phase`. */
export const DISPUTE_PHASES = ['none', 'opening', 'drawing', 'keys', 'voting', 'ended'] as const;
/** Where a dispute stands. */
export type DisputePhase = (typeof DISPUTE_PHASES)[number];

/** Words for the numbers of `IDisputes.Outcome`. */
export const DISPUTE_OUTCOMES = ['none', 'upheld', 'refuted', 'void', 'moot'] as const;
/** How a dispute ended: the result stands, it is wrong, nobody can say, another dispute ended the job first. */
export type DisputeOutcome = (typeof DISPUTE_OUTCOMES)[number];

/** Words for the numbers of `IDisputes.Seal`. */
export const SEALS = ['none', 'trusted', 'unchallenged', 'proven', 'refuted'] as const;
/** How far a result can be relied on. */
export type Seal = (typeof SEALS)[number];

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
