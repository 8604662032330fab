import type { DatabaseSync } from 'node:sqlite';
import { inTransaction } from './in-transaction.ts';
import type { Act, Intent, SignedTransaction } from './journal-types.ts';
import { readSigned } from './read-row.ts';

/** The node's transactions: every one is here, signed, before it is sent. */
export type IntentRecords = {
  /** Opens an intent with its first transaction; throws when the act or the nonce has an open one. */
  open(act: Act, nonce: number, signed: SignedTransaction): Intent;
  /** Adds a transaction with the same nonce and a higher fee. */
  bump(intentId: number, signed: SignedTransaction): Intent;
  close(intentId: number, outcome: 'mined' | 'reverted' | 'replaced', detail: string | null): void;
  /** The newest intent for an act. */
  newest(act: Act): Intent | undefined;
  /** Open intents, lowest nonce first. */
  openOnes(): Intent[];
  /** All intents for a job, oldest first. */
  ofSubject(subject: string): Intent[];
};

/** The intents in an open journal. */
export function intentRecords(database: DatabaseSync, chainId: number): IntentRecords {
  const addSigned = database.prepare(
    'INSERT INTO signed (hash, intent_id, raw, max_fee_wei, max_tip_wei, signed_at_ms) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const signedOf = database.prepare('SELECT * FROM signed WHERE intent_id = ? ORDER BY signed_at_ms, rowid');
  const select = (where: string): ((...values: (string | number)[]) => Intent[]) => {
    const statement = database.prepare(`SELECT * FROM intent WHERE chain_id = ${chainId} AND ${where}`);
    return (...values) => statement.all(...values).map(read);
  };
  const byId = select('id = ?');
  const ofAct = select('contract = ? AND subject = ? AND act = ? ORDER BY attempt DESC LIMIT 1');
  const open = select('outcome IS NULL ORDER BY nonce');
  const ofSubject = select('subject = ? ORDER BY id');

  function read(row: Record<string, unknown>): Intent {
    return {
      id: row['id'] as number,
      contract: row['contract'] as Intent['contract'],
      subject: row['subject'] as string,
      act: row['act'] as Intent['act'],
      attempt: row['attempt'] as number,
      nonce: row['nonce'] as number,
      outcome: row['outcome'] as Intent['outcome'],
      detail: row['detail'] as string | null,
      signed: signedOf.all(row['id'] as number).map(readSigned),
    };
  }

  function keepSigned(intentId: number, signed: SignedTransaction): void {
    const { hash, raw, maxFeeWei, maxTipWei, signedAtMs } = signed;
    addSigned.run(hash, intentId, raw, String(maxFeeWei), String(maxTipWei), signedAtMs);
  }

  return {
    open(act, nonce, signed) {
      return inTransaction(database, () => {
        const attempt = (ofAct(act.contract, act.subject, act.act)[0]?.attempt ?? 0) + 1;
        const { lastInsertRowid } = database
          .prepare(
            'INSERT INTO intent (chain_id, contract, subject, act, attempt, nonce) VALUES (?, ?, ?, ?, ?, ?)',
          )
          .run(chainId, act.contract, act.subject, act.act, attempt, nonce);
        keepSigned(Number(lastInsertRowid), signed);
        return byId(Number(lastInsertRowid))[0]!;
      });
    },
    bump(intentId, signed) {
      keepSigned(intentId, signed);
      return byId(intentId)[0]!;
    },
    close(intentId, outcome, detail) {
      database
        .prepare('UPDATE intent SET outcome = ?, detail = ? WHERE id = ? AND outcome IS NULL')
        .run(outcome, detail, intentId);
    },
    newest: (act) => ofAct(act.contract, act.subject, act.act)[0],
    openOnes: () => open(),
    ofSubject: (subject) => ofSubject(subject),
  };
}
