/** Something an account did, as the index tells it. */
export type AccountActivity = {
  id: string;
  /** The index's word for it, e.g. `LICENSE_BOUGHT`. */
  kind: string;
  assetName: string | undefined;
  jobId: string | undefined;
  amountWei: bigint | undefined;
  timeMs: number;
  /** Where it leads inside the app. */
  path: string | undefined;
};

const WORDS: Record<string, (about: string) => string> = {
  ASSET_REGISTERED: (about) => `Registered ${about}`,
  VERSION_PUBLISHED: (about) => `Published a version of ${about}`,
  POLICY_TIGHTENED: (about) => `Tightened who may derive from ${about}`,
  ASSET_TRANSFERRED: (about) => `Passed on ${about}`,
  OFFER_MADE: (about) => `Offered licences of ${about}`,
  OFFER_CLOSED: (about) => `Closed an offer of ${about}`,
  LICENSE_BOUGHT: (about) => `Bought a licence of ${about}`,
  LICENSE_RENEWED: (about) => `Renewed a licence of ${about}`,
  LICENSE_TRANSFERRED: (about) => `Passed on a licence of ${about}`,
  SEAT_ASSIGNED: (about) => `Gave a seat of a licence of ${about}`,
  SEAT_CLEARED: (about) => `Cleared a seat of a licence of ${about}`,
  UNITS_REDEEMED: (about) => `Used metered units of ${about}`,
  VOUCHERS_CANCELED: () => 'Canceled vouchers',
  NODE_REGISTERED: () => 'Registered a node',
  NODE_UPDATED: () => 'Changed the node’s manifest',
  NODE_SLASHED: () => 'Lost stake',
  UNBONDING_STARTED: () => 'Began to take out stake',
  JOB_REQUESTED: (about) => `Requested ${about}`,
  JOB_CLAIMED: (about) => `Claimed ${about}`,
  JOB_SUBMITTED: (about) => `Submitted ${about}`,
  JOB_ACCEPTED: (about) => `Accepted ${about}`,
  JOB_SETTLED: (about) => `Was paid for ${about}`,
  JOB_CANCELED: (about) => `Canceled ${about}`,
  JOB_REFUNDED: (about) => `Was refunded ${about}`,
  RESULT_MINTED: (about) => `Minted ${about}`,
  CREDIT_WITHDRAWN: () => 'Withdrew earnings',
};

/** An activity in a short sentence. A kind this app does not know is shown by its own word. */
export function activityWords({ kind, assetName, jobId }: AccountActivity): string {
  const about = assetName ?? (jobId === undefined ? 'something' : `run #${jobId}`);
  return WORDS[kind]?.(about) ?? kind.toLowerCase().replaceAll('_', ' ');
}
