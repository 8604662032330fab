/** A stored entity: its own fields, with the ids of other entities where it refers to them. */
export type Entity = { id: string } & Record<string, unknown>;
/** Finds an entity by type and id. */
export type Lookup = (field: string, id: unknown) => Entity | undefined;

const OPERATORS: Record<string, (value: unknown, wanted: unknown) => boolean> = {
  not: (value, wanted) => !same(value, wanted),
  gt: (value, wanted) => compare(value, wanted) > 0,
  gte: (value, wanted) => compare(value, wanted) >= 0,
  lt: (value, wanted) => compare(value, wanted) < 0,
  lte: (value, wanted) => compare(value, wanted) <= 0,
  in: (value, wanted) => (wanted as unknown[]).some((one) => same(value, one)),
  not_in: (value, wanted) => !(wanted as unknown[]).some((one) => same(value, one)),
  contains: (value, wanted) => contains(value, wanted, (text) => text),
  contains_nocase: (value, wanted) => contains(value, wanted, (text) => text.toLowerCase()),
  starts_with: (value, wanted) => String(value).startsWith(String(wanted)),
  starts_with_nocase: (value, wanted) => String(value).toLowerCase().startsWith(String(wanted).toLowerCase()),
  ends_with: (value, wanted) => String(value).endsWith(String(wanted)),
};

/** Whether an entity passes a `where` of graph-node's kind. */
export function passes(entity: Entity, where: Record<string, unknown>, lookup: Lookup): boolean {
  return Object.entries(where).every(([key, wanted]) => {
    if (wanted === undefined) return true;
    if (key === 'and')
      return (wanted as Record<string, unknown>[]).every((one) => passes(entity, one, lookup));
    if (key === 'or') return (wanted as Record<string, unknown>[]).some((one) => passes(entity, one, lookup));
    if (key.endsWith('_')) {
      const other = lookup(key.slice(0, -1), entity[key.slice(0, -1)]);
      return other !== undefined && passes(other, wanted as Record<string, unknown>, lookup);
    }
    const operator = Object.keys(OPERATORS)
      .sort((a, b) => b.length - a.length)
      .find((name) => key.endsWith(`_${name}`));
    if (operator === undefined) return same(entity[key], wanted);
    return OPERATORS[operator]?.(entity[key.slice(0, -operator.length - 1)], wanted) ?? false;
  });
}

/** Orders two values as the database does: numbers by size, also where they are text. */
export function compare(a: unknown, b: unknown): number {
  if (a == null || b == null) return Number(a != null) - Number(b != null);
  const [x, y] = [Number(a), Number(b)];
  const decimal = /^-?\d+(\.\d+)?$/;
  if (decimal.test(String(a)) && decimal.test(String(b))) return x - y;
  return String(a) < String(b) ? -1 : String(a) > String(b) ? 1 : 0;
}

function same(value: unknown, wanted: unknown): boolean {
  if (Array.isArray(value) && Array.isArray(wanted)) return value.join() === wanted.join();
  return value === wanted || (value != null && wanted != null && String(value) === String(wanted));
}

function contains(value: unknown, wanted: unknown, form: (text: string) => string): boolean {
  if (Array.isArray(value))
    return (wanted as string[]).every((one) => value.map(String).map(form).includes(form(one)));
  return form(String(value ?? '')).includes(form(String(wanted)));
}
