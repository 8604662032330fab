const JOB_FIELDS = `
  jobId state mode specDigest segments minPrice maxPrice price bondWei bondState fee paid refund
  requestedAt claimableUntil claimedAt deadline submittedAt windowEndsAt acceptedAt endedAt
  resultDigest traceRoot
  requester { id }
  node { id stakeWei settledJobCount missedJobCount }
  class { id }
  spec { name classNames rank steps }
  result { assetId }
  parents(where: { isDirect: true }, orderBy: position) {
    parent { assetId kind manifestDigest manifest { name } }
  }
`;

/** One job by its id as 32 bytes. */
export const JOB_DOCUMENT = `query Job($id: ID!) { job(id: $id) { ${JOB_FIELDS} } }`;

/** Jobs, newest first; `where` narrows them. */
export const JOBS_DOCUMENT = `query Jobs($where: Job_filter, $first: Int!) {
  jobs(where: $where, first: $first, orderBy: jobId, orderDirection: desc) { ${JOB_FIELDS} }
}`;

/** A job as the index answers: numbers larger than 32 bits as decimal text. */
export type IndexedJob = {
  jobId: string;
  state: string;
  mode: 'ACCEPT' | 'AUDIT';
  specDigest: string;
  segments: string;
  minPrice: string;
  maxPrice: string;
  price: string | null;
  bondWei: string | null;
  bondState: 'LOCKED' | 'RELEASED' | 'SLASHED' | null;
  fee: string | null;
  paid: string | null;
  refund: string | null;
  requestedAt: string;
  claimableUntil: string;
  claimedAt: string | null;
  deadline: string | null;
  submittedAt: string | null;
  windowEndsAt: string | null;
  acceptedAt: string | null;
  endedAt: string | null;
  resultDigest: string | null;
  traceRoot: string | null;
  requester: { id: string };
  node: { id: string; stakeWei: string; settledJobCount: number; missedJobCount: number } | null;
  class: { id: string };
  spec: { name: string; classNames: string[] | null; rank: number | null; steps: string | null } | null;
  result: { assetId: string } | null;
  parents: {
    parent: { assetId: string; kind: string; manifestDigest: string; manifest: { name: string } | null };
  }[];
};
