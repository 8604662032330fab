import type { Stage } from './stage.ts';

/** Stages that run side by side, as one: what passed is counted together, failures stay in the stages' order. */
export function together(name: string, stages: readonly Stage[]): Stage {
  return {
    name,
    run: async (context) => {
      const outcomes = await Promise.all(stages.map((stage) => stage.run(context)));
      return {
        passed: outcomes.reduce((sum, { passed }) => sum + passed, 0),
        failures: outcomes.flatMap(({ failures }) => failures),
      };
    },
  };
}
