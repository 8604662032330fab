/** Something a node was drawn for. Times in seconds since the Unix epoch. */
export type Duty = {
  id: string;
  /** `<chainId>:<jobId>`. */
  job: string;
  what: string;
  /** What it has to do now; undefined when nothing. */
  due: 'answer' | 'commit' | 'reveal' | undefined;
  /** Until when. */
  endsAt: number | undefined;
  /** What became of it, when nothing is due. */
  words: string;
  slashedWei: bigint;
};
