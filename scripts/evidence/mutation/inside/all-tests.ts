import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe } from 'vitest';
import { PLAN_VARIABLE } from './plan.ts';
import type { Plan } from './plan.ts';

// All test files as one, so that they are loaded once and their tests can be played in any order.
const { files, folder } = JSON.parse(readFileSync(process.env[PLAN_VARIABLE]!, 'utf8')) as Plan;
describe.each(files)('%s', async (file) => {
  await import(/* @vite-ignore */ join(folder, file));
});
