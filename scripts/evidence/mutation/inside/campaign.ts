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

/** How often each test has killed mutants of the same function. */
class Kills {
  readonly #counts = new Map<string, number>();

  count(trial: Trial, test: Known): void {
    this.#counts.set(keyOf(test, trial), this.by(test, trial) + 1);
  }

  by(test: Known, trial: Trial): number {
    return this.#counts.get(keyOf(test, trial)) ?? 0;
  }
}

const keyOf = ({ file, name }: Known, { member }: Trial) => JSON.stringify([member, file, name]);

/** How a stretch ended: all was tried, time was up, or a test did not come to an end and may still be at work. */
export type Ending = 'done' | 'over' | 'stuck';

/**
 * Tests meet a mutant in this order: the one that killed it once, a few about its source that come by it, those on chains
 * of their own, which look at everything, all others that come by it, and those that only begin with a fixture whose
 * making came by it.
 */
const RINGS = ['again', 'first', 'alone', 'rest', 'after'] as const;
type Ring = (typeof RINGS)[number];
const FEW = 12;
/** So many mutants meet one fixture's tests before the next fixture is made. */
const AT_ONCE = 100;
const PATIENCE = { factor: 5, leastMs: 60_000 };

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
  const kills = new Kills();
  const played = new Map<Trial, Set<Known>>();
  const groups = groupsOf(await survey(tests, chain, memory, hashes, clock));
  remember();
  const ending = await tryAll();
  // What was found counts only if the tests still find nothing where there is nothing.
  await chain.switchTo(undefined);
  if (ending !== 'stuck') for (const test of tests) await requirePass(test);
  return ending;

  async function tryAll(): Promise<Ending> {
    for (let i = 0; i < mutants.length; i += AT_ONCE) {
      const alive = new Set(mutants.slice(i, i + AT_ONCE));
      // Kills come first: were time to end here, they alone would be known.
      for (const { id, killer } of alive) {
        record({ id, outcome: 'open', ...(killer ? { by: { ...killer, hash: 'changed' } } : {}) });
      }
      for (const ring of RINGS) {
        for (const group of groups) {
          const ending = await tryGroup(alive, group, ring);
          if (ending !== 'done') return ending;
        }
      }
      for (const { id } of alive) record({ id, outcome: 'survived', passed: hashes });
    }
    return 'done';
  }

  async function tryGroup(alive: Set<Trial>, group: Group, ring: Ring): Promise<Ending> {
    for (const trial of inOrder(alive, group, chain)) {
      if (clock() > endsAtMs) return 'over';
      const met = played.get(trial) ?? new Set();
      played.set(trial, met);
      const tests = meeting(trial, group, chain, ring, kills).filter((test) => !met.has(test));
      const failed = await meet(trial, tests, chain);
      for (const test of tests) met.add(test);
      if (!failed) continue;
      const { file, name } = failed.test;
      record({ id: trial.id, outcome: 'killed', by: { file, test: name, hash: hashes[file]! } });
      if (failed.outcome === 'stuck') return 'stuck';
      kills.count(trial, failed.test);
      alive.delete(trial);
    }
    return 'done';
  }
}

type Failed = { test: Known; outcome: 'failed' | 'stuck' };

/** Plays tests against a mutant, until one fails. */
async function meet(trial: Trial, tests: readonly Known[], chain: Chain): Promise<Failed | undefined> {
  if (tests.length > 0) await chain.switchTo(trial.id);
  for (const test of tests) {
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

/** The tests of a group that a mutant meets in a ring; first those that killed its neighbours, then the quickest. */
function meeting(trial: Trial, group: Group, chain: Chain, ring: Ring, kills: Kills): Known[] {
  const tests = group.tests
    .filter((test) => !trial.passed.includes(test.file) && belongs(test, trial, ring, chain))
    .toSorted((a, b) => kills.by(b, trial) - kills.by(a, trial) || a.tookMs - b.tookMs);
  return ring === 'first' ? tests.slice(0, FEW) : tests;
}

function belongs(
  { file, name, reached }: Known,
  { id, about, killer }: Trial,
  ring: Ring,
  chain: Chain,
): boolean {
  const comesBy = reached.mutants.has(id);
  switch (ring) {
    case 'again':
      return file === killer?.file && name === killer.test;
    case 'first':
      return comesBy && about.includes(file) && reached.fixtures.length > 0;
    case 'alone':
      return comesBy && reached.fixtures.length === 0;
    case 'rest':
      return comesBy;
    case 'after':
      return reached.fixtures.some((name) => chain.reachOfFixtures.get(name)?.has(id));
  }
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
