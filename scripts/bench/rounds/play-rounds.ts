import { loadavg } from 'node:os';
import type { Journal } from './journal.ts';

/** Something that is measured once a round, in a process of its own. */
export type Measure<Result> = { id: string; run(): Promise<Result> };

/**
 * Measures everything once a round, so that what is compared runs close together. What the journal holds is not done
 * again; what failed is tried again by the next call.
 *
 * @param options.endsAtMs No measurement begins after this moment; those that were seen before must also end by it.
 * @param options.show Says a result in one line.
 * @returns Whether everything has a result.
 */
export async function playRounds<Result>(
  measures: readonly Measure<Result>[],
  {
    journal,
    rounds,
    endsAtMs,
    show,
  }: { journal: Journal<Result>; rounds: number; endsAtMs: number; show: (result: Result) => string },
): Promise<boolean> {
  const tookMs = new Map<string, number>();
  let isWhole = true;
  for (let round = 1; round <= rounds; round++) {
    for (const { id, run } of measures) {
      if (isDone(journal, id, round)) continue;
      if (Date.now() + (tookMs.get(id) ?? 0) > endsAtMs) {
        isWhole = false;
        continue;
      }
      const load = loadavg()[0]!;
      const startedMs = Date.now();
      const outcome = await run().then(
        (result) => ({ result }),
        (error: unknown) => ({ error: error instanceof Error ? error.message : String(error) }),
      );
      const endedMs = Date.now();
      tookMs.set(id, endedMs - startedMs);
      await journal.add({ id, round, at: new Date(endedMs).toISOString(), load, ...outcome });
      const said = 'error' in outcome ? `failed: ${outcome.error}` : show(outcome.result);
      const took = ((endedMs - startedMs) / 1000).toFixed(0);
      console.log(`${round}/${rounds} ${id.padEnd(40)} ${said}, load ${load.toFixed(1)}, ${took} s in all`);
      isWhole &&= 'result' in outcome;
    }
  }
  return isWhole;
}

function isDone<Result>(journal: Journal<Result>, id: string, round: number): boolean {
  return journal.entries().some((entry) => entry.id === id && entry.round === round && 'result' in entry);
}
