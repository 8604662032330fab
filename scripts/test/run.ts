import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { BROWSER_STAGE } from './browser-stage.ts';
import { BUILD_STAGE } from './build-stage.ts';
import { CHECK_STAGE } from './check-stage.ts';
import { runStages } from './run-stages.ts';
import { SOLIDITY_STAGE } from './solidity-stage.ts';
import type { Stage } from './stage.ts';
import { together } from './together.ts';
import { vitestStage } from './vitest-stage.ts';

// npm test: everything, ending with one line `N passed, N failed`.
const STAGES: readonly Stage[] = [
  BUILD_STAGE,
  // Each of the two leaves one of two cores idle.
  together('checks and Solidity tests', [CHECK_STAGE, SOLIDITY_STAGE]),
  // Of two cores vitest would leave one idle.
  vitestStage(
    'unit tests',
    ['sdk', 'trainer', 'compute-node', 'dapp', 'scripts', 'contracts'],
    ['--maxWorkers=100%'],
  ),
  // Last, because they take minutes: the main job and a resume after kill -9, which train a real model, beside what
  // mostly waits for nodes and chains; then a visitor on what the main job has made.
  together('integration tests', [
    vitestStage('the main job', ['integration'], ['main-job', 'kill-resume']),
    vitestStage('services', ['integration'], ['--exclude', '**/{browser*,main-job,kill-resume}.test.ts']),
  ]),
  BROWSER_STAGE,
];

const root = join(import.meta.dirname, '../..');
const scratch = join(root, '.cultivar/test');
await rm(scratch, { recursive: true, force: true });
await mkdir(scratch, { recursive: true });

const context = { root, scratch, env: { CULTIVAR_TEST_SCRATCH: scratch } };
const failed = await runStages(STAGES, context, (text) => console.log(text));
process.exitCode = failed === 0 ? 0 : 1;
