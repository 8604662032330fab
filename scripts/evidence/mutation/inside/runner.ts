import { appendFileSync, readFileSync } from 'node:fs';
import hre from 'hardhat';
import { TestRunner } from 'vitest';
import type { RunnerTestSuite } from 'vitest';
import type { Verdict } from '../journal.ts';
import { runCampaign } from './campaign.ts';
import { MutatedChain } from './mutated-chain.ts';
import { PLAN_VARIABLE } from './plan.ts';
import type { Plan } from './plan.ts';
import { playedTests } from './played-test.ts';
import { readSurvey, writeSurvey } from './survey-memory.ts';

/** Has Vitest load the tests, and plays them itself. */
export default class MutationRunner extends TestRunner {
  readonly #chain = new MutatedChain(hre);

  async runSuite(suite: RunnerTestSuite): Promise<void> {
    const plan = JSON.parse(readFileSync(process.env[PLAN_VARIABLE]!, 'utf8')) as Plan;
    await this.#chain.begin();
    const tests = playedTests(suite);
    const record = (verdict: Verdict) => appendFileSync(plan.journal, `${JSON.stringify(verdict)}\n`);
    const memory = readSurvey(plan.survey);
    const remember = () => writeSurvey(plan.survey, memory);
    await runCampaign(plan, tests, this.#chain, { record, memory, remember }, Date.now);
  }
}
