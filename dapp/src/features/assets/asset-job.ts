/** The job that made an adapter, as far as its seal is explained by it. */
export type AssetJob = {
  /** `<chainId>:<jobId>` */
  id: string;
  number: string;
  /** How its result was judged: by the requester alone, or by drawn nodes. */
  mode: 'accept' | 'audit';
  node: string | undefined;
  className: string;
  traceRoot: string | undefined;
  segments: number;
};
