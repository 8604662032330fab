import { CHECKS } from '../check/checks.ts';
import { CommandFailedError } from '../products/run-command.ts';
import type { Stage } from './stage.ts';
import type { Tally } from './tally.ts';

/** Everything about the sources that can be checked without running them; each check counts as one. */
export const CHECK_STAGE: Stage = {
  name: 'checks',
  run: async ({ root }): Promise<Tally> => {
    const tally = { passed: 0, failed: 0 };
    for (const { name, run } of CHECKS) {
      try {
        await run(root);
        tally.passed += 1;
        console.log(`ok ${name}`);
      } catch (error) {
        tally.failed += 1;
        console.log(
          `failed ${name}\n${error instanceof CommandFailedError ? error.lastLines : String(error)}`,
        );
      }
    }
    return tally;
  },
};
