import { CHECKS } from '../check/checks.ts';
import { lastWords } from './last-words.ts';
import type { Failure, Outcome } from './outcome.ts';
import type { Stage } from './stage.ts';

/** Everything about the sources that can be checked without running them; each check counts as one. */
export const CHECK_STAGE: Stage = {
  name: 'checks',
  run: async ({ root }): Promise<Outcome> => {
    const failures: Failure[] = [];
    let passed = 0;
    for (const { name, run } of CHECKS) {
      try {
        await run(root);
        passed += 1;
        console.log(`ok ${name}`);
      } catch (error) {
        failures.push({ name, error: lastWords(error) });
        console.log(`failed ${name}\n${lastWords(error)}`);
      }
    }
    return { passed, failures };
  },
};
