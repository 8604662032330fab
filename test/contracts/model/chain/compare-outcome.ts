import type { Fault } from '../core/fault.ts';
import type { Happening } from '../core/happening.ts';
import { written } from '../core/plain.ts';
import type { Outcome } from './chain.ts';
import { DifferenceError } from './difference.ts';

/** Compares what a call did, or what it was refused for. @throws DifferenceError */
export function compareOutcome(
  what: string,
  model: { faults: readonly Fault[]; happenings: readonly Happening[] },
  outcome: Outcome,
): void {
  const actual = 'fault' in outcome ? [sayFault(outcome.fault)] : sayAll(outcome.happenings);
  if (model.faults.length > 0) {
    const expected = model.faults.map(sayFault);
    if ('fault' in outcome && expected.includes(actual[0]!)) return;
    throw new DifferenceError(what, ['a revert with one of', ...expected], actual);
  }
  const expected = sayAll(model.happenings);
  if ('fault' in outcome) throw new DifferenceError(what, expected, actual);
  const [missing, surplus] = [without(expected, actual), without(actual, expected)];
  if (missing.length + surplus.length > 0) throw new DifferenceError(what, missing, surplus);
}

const sayFault = ({ error, args }: Fault): string => `${error}(${args.map(written).join(', ')})`;

/** Events in an order of their own: which of them comes first within a call is no promise. */
const sayAll = (happenings: readonly Happening[]): string[] =>
  happenings.map(({ by, name, args }) => `${by} ${name} ${written(args)}`).toSorted();

function without(all: readonly string[], others: readonly string[]): string[] {
  const left = [...others];
  return all.filter((line) => {
    const found = left.indexOf(line);
    if (found !== -1) left.splice(found, 1);
    return found === -1;
  });
}
