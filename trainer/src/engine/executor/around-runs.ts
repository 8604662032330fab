import type { Executor } from './executor.ts';

/**
 * An executor whose programs run inside `around`.
 *
 * @param around Calls `run`, or does not, and ends when the run is to end.
 */
export function aroundRuns(
  executor: Executor,
  around: (run: () => Promise<void>) => Promise<void>,
): Executor {
  return {
    ...executor,
    async compile(graph, weights) {
      const program = await executor.compile(graph, weights);
      return { ...program, run: (inputs, outputs) => around(() => program.run(inputs, outputs)) };
    },
  };
}
