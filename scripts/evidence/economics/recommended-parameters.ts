/**
 * The amounts that the simulation recommends, each derived from the fee of one juror. Names and units are those of
 * `IJobEscrow.Parameters`, `IJobEscrow.DisputeParameters` and the node registry.
 */
export type RecommendedParameters = {
  /** Bond in 1/10,000 of a native price. */
  bondBps: number;
  /** Smallest bond, in wei: both juries, the bounty, and enough left to deter on the smallest jobs. */
  minBondWei: bigint;
  /** Smallest audit fee, in 1/10,000 of the average segment's pay. */
  auditRateBps: number;
  /** At stake of a challenger, in wei. */
  challengeBondWei: bigint;
  /** Of each juror who was right, in wei. At least what the dearest segment costs to replay. */
  juryFeeWei: bigint;
  /** Of a challenger who was right, in wei. */
  bountyWei: bigint;
  /** What a silent or outlying juror, or a silent auditor, loses, in wei. */
  sliceWei: bigint;
  /** Age at which a juror ticket counts, in seconds: older than any job that is still disputable. */
  minTicketAgeSeconds: number;
};

/**
 * Why each is what it is stands in docs/evidence/economics.md.
 *
 * @param juryFeeWei choose it so that no job's highest price exceeds `segments * juryFeeWei`
 */
export function recommendedParameters(juryFeeWei: bigint): RecommendedParameters {
  return {
    bondBps: 25_000,
    minBondWei: 30n * juryFeeWei,
    auditRateBps: 15_000,
    challengeBondWei: 20n * juryFeeWei,
    juryFeeWei,
    bountyWei: 5n * juryFeeWei,
    sliceWei: 5n * juryFeeWei,
    minTicketAgeSeconds: 96 * 3600,
  };
}
