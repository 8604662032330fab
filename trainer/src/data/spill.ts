/** Bytes put aside while data is prepared. */
export type Spill = {
  append(bytes: Uint8Array): void;
  /** Fills `into` from the place; false when so many are not there. */
  read(into: Uint8Array, at: number): boolean;
  close(): void;
};
