/** A tensor that is trained, and its place in the flat vector of all trainable values. */
export type TrainedSlot = {
  name: string;
  shape: readonly number[];
  offset: number;
  length: number;
};

/** The order of all trainable values in one flat vector. */
export type TrainedLayout = { slots: readonly TrainedSlot[]; length: number };
