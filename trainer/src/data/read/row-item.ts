/** A row of a file, or why there is none under that number. Rows count from 1 in each file. */
export type RowItem = { row: number; value: Record<string, unknown> } | { row: number; problem: string };

/** The item for a parsed value: a row is an object with fields. */
export function rowItem(row: number, value: unknown): RowItem {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return { row, value: value as Record<string, unknown> };
  }
  return { row, problem: 'is no object with fields' };
}
