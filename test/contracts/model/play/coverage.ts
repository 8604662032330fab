import type { Happening } from '../core/happening.ts';
import { OUTCOME } from '../disputes/dispute.ts';

/** Which outcomes each function had, and what happened by them, with numbers. */
export class Coverage {
  readonly #outcomes = new Map<string, Map<string, number>>();
  readonly #happened = new Map<string, number>();

  /** Counts a call that was refused. */
  refused(fn: string, error: string): void {
    this.#count(fn, error);
  }

  /** Counts a call that was done. */
  done(fn: string, happenings: readonly Happening[]): void {
    this.#count(fn, 'done');
    for (const { name, args } of happenings) {
      this.#happened.set(name, this.happened(name) + 1);
      if (name !== 'DisputeEnded') continue;
      const [outcome] = Object.entries(OUTCOME).find(([, value]) => value === args['outcome'])!;
      this.#happened.set(outcome, this.happened(outcome) + 1);
    }
  }

  /** How often a function was done. */
  doneOf(fn: string): number {
    return this.#outcomes.get(fn)?.get('done') ?? 0;
  }

  /** How often an event happened, or a dispute ended with an outcome. */
  happened(name: string): number {
    return this.#happened.get(name) ?? 0;
  }

  /** How many calls were done, refused, and with how many different errors. */
  totals(): { done: number; refused: number; errors: number } {
    const all = [...this.#outcomes.values()].flatMap((outcomes) => [...outcomes]);
    const done = all.filter(([name]) => name === 'done').reduce((sum, [, count]) => sum + count, 0);
    const refusals = all.filter(([name]) => name !== 'done');
    const refused = refusals.reduce((sum, [, count]) => sum + count, 0);
    return { done, refused, errors: new Set(refusals.map(([name]) => name)).size };
  }

  /** A Markdown table, a row a function: calls that were done, and each error with its number. */
  table(): string {
    const rows = [...this.#outcomes]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([fn, outcomes]) => {
        const errors = [...outcomes].filter(([name]) => name !== 'done').toSorted((a, b) => b[1] - a[1]);
        const said = errors.map(([name, count]) => `${name} ${count}`).join(', ');
        return `| ${fn} | ${this.doneOf(fn)} | ${said} |`;
      });
    return ['| function | done | refused |', '|---|---|---|', ...rows].join('\n');
  }

  #count(fn: string, outcome: string): void {
    const outcomes = this.#outcomes.get(fn) ?? new Map<string, number>();
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    this.#outcomes.set(fn, outcomes);
  }
}
