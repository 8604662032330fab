import { expect, it } from 'vitest';
import type { Verdict } from '../journal.ts';
import { REPORTING } from '../schema/switch.ts';
import { BaselineError, runCampaign } from './campaign.ts';
import type { Ending } from './campaign.ts';
import type { Trial } from './plan.ts';
import type { SurveyMemory } from './survey-memory.ts';

/** What a test does: which fixture it begins with, which mutants it comes by, which it notices. */
type Act = { fixture?: string; reaches: string[]; kills: string[] };

/** TEST DOUBLE of the chain and of tests on it: they write down what is played. */
function rehearse(acts: Record<string, Act>, fixtures: Record<string, string[]>, endsAtMs = Infinity) {
  const played: string[] = [];
  const verdicts: Verdict[] = [];
  const opened: string[] = [];
  const memory: SurveyMemory = { tests: {}, fixtures: {} };
  let inForce = '';
  let reached: Act | undefined;
  const chain = {
    reachOfFixtures: new Map(Object.entries(fixtures).map(([name, ids]) => [name, new Set(ids)])),
    switchTo: async (id: string | undefined) => {
      inForce = id ?? '';
    },
    takeReached: () => ({
      mutants: new Set(reached?.reaches ?? []),
      fixtures: reached?.fixture ? [reached.fixture] : [],
    }),
  };
  const tests = Object.entries(acts).map(([name, act]) => ({
    file: `${name}.test.ts`,
    name,
    play: async () => {
      reached = act;
      if (inForce !== '' && inForce !== REPORTING) played.push(`${inForce} ${name}`);
      if (act.kills.includes(inForce)) throw new Error('noticed');
    },
  }));
  const hashes = Object.fromEntries(tests.map(({ file }) => [file, `hash of ${file}`]));
  const record = (verdict: Verdict) => {
    if (verdict.outcome === 'open') opened.push(verdict.id);
    else verdicts.push(verdict);
  };
  const run = (mutants: Trial[]): Promise<Ending> =>
    runCampaign({ mutants, hashes, endsAtMs }, tests, chain, { memory, record, remember: () => {} }, () => 0);
  return { run, played, verdicts, opened, memory };
}

const trial = (id: string, more: Partial<Trial> = {}): Trial => ({
  ...{ id, member: id, about: [], passed: [] },
  ...more,
});

it('plays the tests that come by a mutant until one fails', async () => {
  const { run, played, verdicts } = rehearse(
    {
      elsewhere: { reaches: [], kills: [] },
      blind: { reaches: ['m'], kills: [] },
      sharp: { reaches: ['m'], kills: ['m'] },
      late: { reaches: ['m'], kills: ['m'] },
    },
    {},
  );
  expect(await run([trial('m')])).toBe('done');
  expect(played).toEqual(['m blind', 'm sharp']);
  const by = { file: 'sharp.test.ts', test: 'sharp', hash: 'hash of sharp.test.ts' };
  expect(verdicts).toEqual([{ id: 'm', outcome: 'killed', by }]);
});

it('lets a mutant survive that no test comes by, and one that none notices', async () => {
  const { run, played, verdicts } = rehearse({ blind: { reaches: ['m'], kills: [] } }, {});
  await run([trial('m'), trial('n')]);
  expect(played).toEqual(['m blind']);
  expect(verdicts.map(({ id, outcome }) => `${id} ${outcome}`)).toEqual(['m survived', 'n survived']);
  expect(verdicts[0]!.passed).toEqual({ 'blind.test.ts': 'hash of blind.test.ts' });
});

it('begins with the tests about the source, of the others with what killed a neighbour', async () => {
  const both = { fixture: 'stage', reaches: ['m', 'n'], kills: [] };
  const { run, played } = rehearse({ other: both, about: both, sharp: { ...both, kills: ['m', 'n'] } }, {});
  const member = 'Treasury._credit';
  await run([
    trial('m', { member, about: ['about.test.ts'] }),
    trial('n', { member, about: ['about.test.ts'] }),
  ]);
  expect(played).toEqual(['m about', 'n about', 'm other', 'm sharp', 'n sharp']);
});

it('plays tests whose fixture comes by a mutant, after mutants that need no other fixture', async () => {
  const { run, played } = rehearse(
    { test: { fixture: 'stage', reaches: ['n'], kills: ['m', 'n'] } },
    { stage: ['m'] },
  );
  await run([trial('m'), trial('n')]);
  expect(played).toEqual(['n test', 'm test']);
});

it('does not play again what a mutant has passed', async () => {
  const { run, played } = rehearse(
    { old: { reaches: ['m'], kills: [] }, fresh: { reaches: ['m'], kills: ['m'] } },
    {},
  );
  await run([trial('m', { passed: ['old.test.ts'] })]);
  expect(played).toEqual(['m fresh']);
});

it('refuses to judge where a test fails without a mutant', async () => {
  const { run, verdicts } = rehearse({ broken: { reaches: ['m'], kills: [REPORTING] } }, {});
  await expect(run([trial('m')])).rejects.toThrow(BaselineError);
  expect(verdicts).toEqual([]);
});

it('remembers what tests and fixtures come by, and does not look again', async () => {
  const acts = { test: { fixture: 'stage', reaches: ['m'], kills: [REPORTING] } };
  const { run, memory } = rehearse(acts, { stage: ['n'] });
  memory.tests['hash of test.test.ts test'] = { mutants: ['m'], fixtures: ['stage'], tookMs: 1 };
  expect(await run([trial('m')])).toBe('done');
  expect(memory.fixtures).toEqual({ stage: ['n'] });
});

it('says so where a test fails in the end without a mutant', async () => {
  const { run } = rehearse({ spoilt: { reaches: ['m'], kills: [''] } }, {});
  await expect(run([trial('m')])).rejects.toThrow(BaselineError);
});

it('leaves the rest to the next stretch when time is up', async () => {
  const { run, verdicts, opened } = rehearse({ blind: { reaches: ['m'], kills: [] } }, {}, -1);
  expect(await run([trial('m')])).toBe('over');
  expect(verdicts).toEqual([]);
  expect(opened).toEqual(['m']);
});
