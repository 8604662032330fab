import type { Verdict } from '../journal.ts';
import { REPORTING } from '../schema/switch.ts';
import type { MutatedChain, Reached } from './mutated-chain.ts';
import type { Plan, Trial } from './plan.ts';
import type { PlayedTest } from './played-test.ts';
import type { Surveyed, SurveyMemory } from './survey-memory.ts';

/** A test fails although no mutant is in force. */
export class BaselineError extends Error {
  override readonly name = 'BaselineError';

  constructor({ file, name }: PlayedTest, cause: unknown) {
    super(`${file}: ${name}: ${String(cause)}`, { cause });
  }
}

type Chain = Pick<MutatedChain, 'switchTo' | 'takeReached' | 'reachOfFixtures'>;
type Known = PlayedTest & { reached: Reached; tookMs: number };
/** Tests that begin with the same fixture. */
type Group = { fixture: string; tests: readonly Known[] };

/** How a stretch ended: all was tried, time was up, or a test did not come to an end and may still be at work. */
export type Ending = 'done' | 'over' | 'stuck';

/** So many mutants meet one fixture's tests before the next fixture is made. */
const AT_ONCE = 60;
const PATIENCE = { factor: 20, leastMs: 60_000 };

/**
 * Plays tests against mutants. Each mutant meets the tests that come by its switch, until one fails.
 *
 * @param output.memory what earlier stretches know of the tests; grows
 * @param clock milliseconds of the day
 * @throws BaselineError
 */
export async function runCampaign(
  { mutants, hashes, endsAtMs }: Pick<Plan, 'mutants' | 'hashes' | 'endsAtMs'>,
  tests: readonly PlayedTest[],
  chain: Chain,
  output: { record: (verdict: Verdict) => void; memory: SurveyMemory; remember: () => void },
  clock: () => number,
): Promise<Ending> {
  const { record, memory, remember } = output;
  const groups = groupsOf(await survey(tests, chain, memory, hashes, clock));
  remember();
  const ending = await tryAll();
  // What was found counts only if the tests still find nothing where there is nothing.
  await chain.switchTo(undefined);
  if (ending !== 'stuck') for (const test of tests) await requirePass(test);
  return ending;

  async function tryAll(): Promise<Ending> {
    const killers = new Map<string, Known>();
    for (let i = 0; i < mutants.length; i += AT_ONCE) {
      const alive = new Set(mutants.slice(i, i + AT_ONCE));
      for (const group of groups) {
        for (const trial of inOrder(alive, group, chain)) {
          if (clock() > endsAtMs) return 'over';
          const failed = await meet(trial, group, chain, killers.get(trial.member));
          if (!failed) continue;
          const { file, name } = failed.test;
          record({ id: trial.id, outcome: 'killed', by: { file, test: name, hash: hashes[file]! } });
          if (failed.outcome === 'stuck') return 'stuck';
          killers.set(trial.member, failed.test);
          alive.delete(trial);
        }
      }
      for (const { id } of alive) record({ id, outcome: 'survived', passed: hashes });
    }
    return 'done';
  }
}

type Failed = { test: Known; outcome: 'failed' | 'stuck' };

/** Plays the tests of a group against a mutant, until one fails. */
async function meet(
  trial: Trial,
  group: Group,
  chain: Chain,
  killer: Known | undefined,
): Promise<Failed | undefined> {
  await chain.switchTo(trial.id);
  for (const test of meeting(trial, group, chain, killer)) {
    const outcome = await attempt(test);
    if (outcome !== 'passed') return { test, outcome };
  }
  return undefined;
}

/** Plays every test of which nothing is known yet without a mutant, and notes what it comes by. */
async function survey(
  tests: readonly PlayedTest[],
  chain: Chain,
  memory: SurveyMemory,
  hashes: Plan['hashes'],
  clock: () => number,
): Promise<Known[]> {
  const known: Known[] = [];
  for (const [name, ids] of Object.entries(memory.fixtures)) chain.reachOfFixtures.set(name, new Set(ids));
  await chain.switchTo(REPORTING);
  for (const test of tests) {
    const key = `${hashes[test.file]} ${test.name}`;
    const surveyed = (memory.tests[key] ??= await look(test));
    const { fixtures, tookMs } = surveyed;
    known.push({ ...test, reached: { mutants: new Set(surveyed.mutants), fixtures }, tookMs });
  }
  for (const [name, ids] of chain.reachOfFixtures) memory.fixtures[name] = [...ids];
  return known;

  async function look(test: PlayedTest): Promise<Surveyed> {
    chain.takeReached();
    const beganMs = clock();
    await requirePass(test);
    const { mutants, fixtures } = chain.takeReached();
    return { mutants: [...mutants], fixtures, tookMs: clock() - beganMs };
  }
}

async function requirePass(test: PlayedTest): Promise<void> {
  try {
    await test.play();
  } catch (error) {
    throw new BaselineError(test, error);
  }
}

function groupsOf(tests: readonly Known[]): Group[] {
  const groups = new Map<string, Known[]>();
  for (const test of tests) {
    const fixture = test.reached.fixtures[0] ?? '';
    groups.set(fixture, [...(groups.get(fixture) ?? []), test]);
  }
  const costMs = (group: Group) =>
    group.tests.reduce((sum, { tookMs }) => sum + tookMs, 0) / group.tests.length;
  return [...groups]
    .map(([fixture, members]) => ({ fixture, tests: members }))
    .toSorted((a, b) => costMs(a) - costMs(b));
}

/** Those first for which the fixture need not be made again. */
function inOrder(alive: ReadonlySet<Trial>, { fixture }: Group, chain: Chain): Trial[] {
  const concerned = ({ id }: Trial) => Number(chain.reachOfFixtures.get(fixture)?.has(id) ?? false);
  return [...alive].toSorted((a, b) => concerned(a) - concerned(b));
}

/** The tests of a group that come by a mutant; first the one that killed a neighbour, then the closest. */
function meeting(trial: Trial, group: Group, chain: Chain, killer: Known | undefined): Known[] {
  const { id, about, passed } = trial;
  const throughFixture = ({ reached }: Known) =>
    reached.fixtures.some((fixture) => chain.reachOfFixtures.get(fixture)?.has(id));
  const distance = (test: Known) =>
    test === killer ? -1 : Number(!about.includes(test.file)) + 2 * Number(!test.reached.mutants.has(id));
  return group.tests
    .filter((test) => !passed.includes(test.file) && (test.reached.mutants.has(id) || throughFixture(test)))
    .toSorted((a, b) => distance(a) - distance(b) || a.tookMs - b.tookMs);
}

async function attempt({ play, tookMs }: Known): Promise<'passed' | 'failed' | 'stuck'> {
  let timer: NodeJS.Timeout | undefined;
  const patienceMs = Math.max(PATIENCE.leastMs, PATIENCE.factor * tookMs);
  const stuck = new Promise<'stuck'>((resolve) => {
    timer = setTimeout(() => resolve('stuck'), patienceMs);
  });
  const played = play().then(
    () => 'passed' as const,
    () => 'failed' as const,
  );
  const outcome = await Promise.race([played, stuck]);
  clearTimeout(timer);
  return outcome;
}
