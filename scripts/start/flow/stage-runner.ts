import type { ProgressStep } from '../progress/progress.ts';
import type { Flow } from './flow.ts';
import type { MainJobJournal } from './main-job-journal.ts';

/** Runs stages of the main job, shown as steps and timed in the journal over all attempts. */
export function stageRunner({ progress, signal }: Flow, journal: MainJobJournal, seed: number) {
  const seconds = () => journal.runs.find((run) => run.seed === seed)?.seconds ?? {};
  return {
    /** Seconds of each stage so far. */
    seconds,
    /** Runs one stage; its work ends the step, or the failure does. */
    async stage<T>(name: string, title: string, work: (step: ProgressStep) => Promise<T>): Promise<T> {
      signal.throwIfAborted();
      const startedMs = performance.now();
      const step = progress.step(title);
      try {
        return await work(step);
      } catch (error) {
        step.fail(signal.aborted ? 'interrupted' : firstLine(error));
        throw error;
      } finally {
        const spent = (performance.now() - startedMs) / 1000;
        const before = seconds();
        await journal.update(seed, {
          seconds: { ...before, [name]: Number(((before[name] ?? 0) + spent).toFixed(2)) },
        });
      }
    },
  };
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0]!;
}
