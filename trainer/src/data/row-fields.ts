import { nearestName } from '@cultivar/sdk/spec';
import { RowProblem } from './row-problem.ts';

/** Columns that a slip of the pen is looked for among. */
const MAX_COMPARED = 256;

/** The value of a column. @throws RowProblem naming the nearest column where there is none. */
export function fieldOf(row: Record<string, unknown>, name: string): unknown {
  if (Object.hasOwn(row, name)) return row[name];
  const near = nearestName(name, Object.keys(row).slice(0, MAX_COMPARED));
  throw new RowProblem(`has no field ${name}${near ? `; it has ${near}` : ''}`);
}

/** A text, or a list of text parts joined; half surrogate pairs mended. @throws RowProblem */
export function textOf(value: unknown, where: string): string {
  if (typeof value === 'string') return value.toWellFormed();
  if (Array.isArray(value)) return value.map((part, i) => partOf(part, `${where}[${i}]`)).join('');
  throw new RowProblem(`${where} is no text`);
}

function partOf(part: unknown, where: string): string {
  const { type, text } = (part ?? {}) as { type?: unknown; text?: unknown };
  if (type !== 'text' || typeof text !== 'string') throw new RowProblem(`${where} is no text part`);
  return text.toWellFormed();
}
