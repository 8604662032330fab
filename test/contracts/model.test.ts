import { expect, it } from 'vitest';
import { ANSWERS } from './model/answer.ts';
import { runPlays } from './model/play/run-plays.ts';

const COMMANDS = Number(process.env['CULTIVAR_MODEL_COMMANDS'] ?? 300);
const SEED = Number(process.env['CULTIVAR_MODEL_SEED'] ?? 1);
/** How often a failing episode is replayed to be told in fewer calls. */
const SHRINK_ATTEMPTS = Number(process.env['CULTIVAR_MODEL_SHRINK'] ?? 150);
/** From so many commands on, every function and every outcome has to be among them. */
const DEEP = 10_000;
const AN_HOUR_MS = 3_600_000;

it(
  'the contracts do what the model says',
  async () => {
    const beganMs = performance.now();
    const { commands, coverage, failed } = await runPlays(SEED, COMMANDS, SHRINK_ATTEMPTS);
    const seconds = ((performance.now() - beganMs) / 1000).toFixed(0);
    if (failed !== undefined) {
      const { told, error } = failed.episode;
      throw new Error(`seed ${failed.seed}, shrunk to:\n${told.join('\n')}`, { cause: error });
    }
    const { done, refused, errors } = coverage.totals();
    console.log(
      `${commands} commands from seed ${SEED} in ${seconds} s: ${done} done, ${refused} refused, ${errors} errors`,
    );
    expect(commands).toBe(COMMANDS);
    expect(done).toBeGreaterThan(commands / 4);
    if (COMMANDS < DEEP) return;

    console.log(coverage.table());
    const seldom = Object.keys(ANSWERS).filter((fn) => coverage.doneOf(fn) < 3);
    expect(seldom, 'functions that were done fewer than three times').toEqual([]);
    const unseen = REACHED.filter((name) => coverage.happened(name) === 0);
    expect(unseen, 'what never happened').toEqual([]);
  },
  AN_HOUR_MS,
);

/** Outcomes of disputes, and events that only a certain state brings about. */
const REACHED = [
  'Upheld',
  'Refuted',
  'Void',
  'Moot',
  'AuditPassed',
  'AuditFailed',
  'AuditorSilent',
  'AuditKeysMissed',
  'AuditSeedSet',
  'AuditsEnded',
  'AuditFeesRefunded',
  'SeedRenewed',
  'JuryUndecided',
  'JurorSlashed',
  'JobUndisputed',
  'JobRefuted',
  'JobVoided',
  'JobRefunded',
  'JobQuoted',
  'ResultMinted',
  'BondSlashed',
  'UnitsRedeemed',
  'VoucherUsed',
  'UpdateUser',
];
