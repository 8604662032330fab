/** The amounts that decide whether an attack pays, all in one unit of the native currency; rates as fractions. */
export type Stakes = {
  /** The protocol's part of a price. */
  feeRate: number;
  /** A node's bond as a multiple of the price ... */
  bondRate: number;
  /** ... and at least this. */
  minBond: number;
  /** An audit's fee as a multiple of the average segment's pay. */
  auditRate: number;
  /** What a challenger puts at stake. */
  challengeBond: number;
  /** Of each juror who was right. */
  juryFee: number;
  /** Of a challenger who was right. */
  bounty: number;
  /** What a silent or outlying juror, or a silent auditor, loses. */
  slice: number;
};
