/** Rows left out: how many, and the first of them with the reason. */
export type SkippedRows = {
  readonly count: number;
  add(row: number, reason: string): void;
  /** Those remembered, by number. */
  named(): { row: number; reason: string }[];
};

const MAX_NAMED = 1_000;

/** None left out yet. A dataset of a million bad rows is told by its first thousand. */
export function skippedRows(): SkippedRows {
  const named: { row: number; reason: string }[] = [];
  let count = 0;
  return {
    get count() {
      return count;
    },
    add(row, reason) {
      count += 1;
      if (named.length < MAX_NAMED) named.push({ row, reason });
    },
    named: () => named.toSorted((a, b) => a.row - b.row),
  };
}
