/** The nodes of a class, each with one ticket. */
export type Crowd = {
  nodes: number;
  /** How many of them act as one, against the rules where that pays. */
  colluding: number;
  /** Chance that an honest node is silent: down, late, or without the checkpoint. */
  silence: number;
};
