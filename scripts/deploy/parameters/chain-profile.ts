/** What the protocol relies on about a chain. One without a profile is not deployed to. */
export type ChainProfile = {
  /** What its draws can be made from. The contracts read block hashes: any other chain is refused. */
  randomness: 'blockhash' | 'other';
  /** For how many blocks a block's hash can be read. */
  seedAgeBlocks: number;
  /** After how many blocks nothing is taken back. */
  finalityBlocks: number;
  /** Mean time from block to block. */
  blockTimeMs: number;
};
