/** A job as far as money goes. */
export type Job = {
  price: number;
  /** Leaves of its trace, each a segment of equal cost. */
  segments: number;
  /** Paid audits, 0 to 4. */
  audits: number;
  /** What honest work costs, as a part of the price: 0.8 leaves a margin of a fifth, before the protocol's fee. */
  costShare: number;
  /** Whether the requester accepted at once, so that the node keeps the price whatever is found later. */
  paidEarly: boolean;
};
