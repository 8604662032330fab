/** Seats of the juries: `JURY_SIZE` and `REDRAW_SIZE` of the contract, and the least that a redraw needs. */
export const JURY_SIZES = { first: 5, second: 11, secondAtLeast: 7 } as const;
