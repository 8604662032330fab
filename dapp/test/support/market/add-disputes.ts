import type { Entities } from '../index-double.ts';
import { ACCOUNTS } from './accounts.ts';
import { addEntity } from './add-entity.ts';
import { idOf } from './id-of.ts';
import { transactionHash } from './transaction-hash.ts';

/** In hours, so that a slow test run does not reach a deadline. */
const HOUR = 3_600;

/**
 * Reopens a job of the market: submitted in a slashable class, audited, challenged at a step with a jury that
 * commits, and at its export with an end. The node sits in the jury.
 */
export function addDisputes(entities: Entities, number: number, nowSeconds: number): void {
  const job = entities.Job?.find(({ id }) => id === idOf(number));
  const listing = entities.DeterminismClass?.find(({ id }) => id === job?.class);
  if (!job || !listing) throw new Error(`addDisputes: the market has no job ${number}`);
  const open = { state: 'DISPUTED', mode: 'AUDIT', seal: null, acceptedAt: null, endedAt: null, audits: 2 };
  const windowEndsAt = String(nowSeconds + 60 * HOUR);
  Object.assign(job, {
    ...open,
    windowEndsAt,
    openChallengeCount: 1,
    challengeCount: 2,
    passedAuditCount: 1,
  });
  listing.status = 'SLASHABLE';
  addAudit(entities, number, { index: '2', state: 'PASSED', endsAt: String(nowSeconds - 5 * HOUR) });
  addAudit(entities, number, { index: '3', state: 'PENDING', endsAt: String(nowSeconds + 20 * HOUR) });
  const commitEndsAt = String(nowSeconds + 12 * HOUR);
  const voting = { kind: 'STEP', index: '1', phase: 'VOTING', outcome: null, commitEndsAt, endedAt: null };
  const id = addChallenge(entities, number, { ...voting, openedAt: String(nowSeconds - 30 * HOUR) });
  addVotes(entities, id, nowSeconds);
  const endedAt = String(nowSeconds - 40 * HOUR);
  const upheld = { kind: 'EXPORT', index: '4', phase: 'ENDED', outcome: 'UPHELD', commitEndsAt: endedAt };
  addChallenge(entities, number, { ...upheld, endedAt, openedAt: String(nowSeconds - 90 * HOUR) });
}

function addAudit(
  entities: Entities,
  number: number,
  change: { index: string; state: string; endsAt: string },
) {
  addEntity(entities, 'Audit', {
    id: `${idOf(number)}${change.index}`,
    ...{ job: idOf(number), auditor: ACCOUNTS.node, position: 0, round: 1, keysDigest: null },
    ...{ drawnAt: '1', drawnTx: transactionHash(number, 5), endedAt: null, endedTx: null },
    ...change,
  });
}

function addChallenge(entities: Entities, number: number, change: Record<string, string | null>): string {
  const id = `${idOf(number)}${change.index!.padStart(64, '0')}`;
  addEntity(entities, 'Challenge', {
    ...{ id, job: idOf(number), challenger: ACCOUNTS.requester, bondWei: '300000000000000000' },
    ...{ isBondStake: false, round: 1, openingEndsAt: '1', seedBlock: '7', keysEndAt: null, leaf: null },
    ...{ stateBefore: null, sealBefore: null, exportSeal: null, keysDigest: null, leavesOpenedAt: null },
    ...{ openedTx: transactionHash(number, 6), endedTx: null },
    ...change,
  });
  return id;
}

/** Five places, three of which have committed. */
function addVotes(entities: Entities, challenge: string, nowSeconds: number): void {
  for (let position = 0; position < 5; position += 1) {
    const committedAt = position > 0 && position < 4 ? String(nowSeconds - HOUR) : null;
    addEntity(entities, 'Vote', {
      ...{ id: `${challenge}${position}`, challenge, juror: ACCOUNTS.node, round: 1, position, committedAt },
      ...{ commitment: null, foundState: null, foundProof: null, revealedAt: null, slashedWei: '0' },
      drawnAt: String(nowSeconds - 10 * HOUR),
    });
  }
}
