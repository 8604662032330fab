import { Complaint } from './complaint.mjs';

/** Each command of package.json and the file that does it. */
export const COMMANDS = /** @type {Record<string, string>} */ ({
  start: 'scripts/start/run.ts',
  test: 'scripts/test/run.ts',
  'test-deep': 'scripts/test/deep/run.ts',
  build: 'scripts/build.ts',
  check: 'scripts/check.ts',
  format: 'scripts/format.ts',
  codegen: 'scripts/codegen/run.ts',
  bench: 'scripts/bench/run.ts',
  evidence: 'scripts/evidence/run.ts',
  deploy: 'scripts/deploy.ts',
  train: 'trainer/src/cli.ts',
  reset: 'scripts/reset.ts',
});

/**
 * @param {string | undefined} command
 * @throws {Complaint} naming what there is
 */
export function entryOf(command) {
  const entry = command === undefined ? undefined : COMMANDS[command];
  if (entry) return entry;
  throw new Complaint(
    `there is no command ${command ?? '(none)'}; there are: ${Object.keys(COMMANDS).join(', ')}.`,
  );
}
