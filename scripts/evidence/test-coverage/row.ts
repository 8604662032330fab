import type { Instrumented } from './instrument-branches.ts';

/** How many of all were reached. */
export type Count = { reached: number; all: number };

/** What the tests reach of a source file. */
export type Row = {
  path: string;
  lines: Count;
  branches: Count;
  /** Where it was not, each in words. */
  missing: string[];
};

/** @param hits how often each line of the instrumented file ran */
export function rowOf(
  path: string,
  { lines, branches }: Instrumented,
  hits: ReadonlyMap<number, number>,
): Row {
  const own = [...hits].filter(([line]) => line <= lines);
  const ways = branches.map((branch) => ({ ...branch, reached: (hits.get(branch.line) ?? 0) > 0 }));
  const missing = [
    ...own.filter(([, count]) => count === 0).map(([line]) => `line ${line}`),
    ...ways.filter(({ reached }) => !reached).map(({ at, way }) => `line ${at} never ${way}`),
  ];
  return {
    path,
    lines: { reached: own.filter(([, count]) => count > 0).length, all: own.length },
    branches: { reached: ways.filter(({ reached }) => reached).length, all: ways.length },
    missing,
  };
}
