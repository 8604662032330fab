import type { Address } from 'viem';
import { NATIVE } from './protocol.ts';
import type { Protocol } from './protocol.ts';

/** What changed for an account, in wei; what did not change is left out. */
export type Change = { credit?: bigint; stake?: bigint; locked?: bigint };

/** What changed: by name of the account, and in the treasury's ledgers. */
export type Moved = Record<string, Change | { escrowed?: bigint; staked?: bigint }>;

/**
 * What `act` moves, to the wei, for the named accounts, burnt amounts included.
 *
 * @throws Error when the treasury's balance is not what credits of these accounts, escrow and stakes add up to before
 * and after alike: then money came from nowhere, or went to somebody who is not named.
 */
export async function moneyMoved(
  p: Protocol,
  accounts: Record<string, Address>,
  act: () => Promise<unknown>,
): Promise<Moved> {
  const named = { ...accounts, burnt: await p.treasury.read.BURNT(), protocol: p.treasury.address };
  const before = await snapshot(p, named);
  await act();
  const after = await snapshot(p, named);
  if (after.gap !== before.gap) throw new Error(`${after.gap - before.gap} wei are not accounted for`);

  const moved: Moved = { ledgers: difference(before.ledgers, after.ledgers) };
  for (const name of Object.keys(named)) {
    const change = difference(before.accounts[name]!, after.accounts[name]!);
    if (Object.keys(change).length > 0) moved[name] = change;
  }
  return moved;
}

async function snapshot(p: Protocol, named: Record<string, Address>) {
  const accounts: Record<string, Required<Change>> = {};
  let credits = 0n;
  for (const [name, address] of Object.entries(named)) {
    const credit = await p.treasury.read.creditOf([address, NATIVE]);
    const { stake, locked } = await p.nodes.read.nodeOf([address]);
    accounts[name] = { credit, stake, locked };
    credits += credit;
  }
  const escrowed = await p.treasury.read.escrowed([NATIVE]);
  const staked = await p.treasury.read.staked();
  const balance = await p.publicClient.getBalance({ address: p.treasury.address });
  return { accounts, ledgers: { escrowed, staked }, gap: balance - credits - escrowed - staked };
}

function difference<K extends string>(
  before: Readonly<Record<K, bigint>>,
  after: Readonly<Record<K, bigint>>,
): { [key in K]?: bigint } {
  const changed: { [key in K]?: bigint } = {};
  for (const key of Object.keys(before) as K[]) {
    const [was, is]: [bigint, bigint] = [before[key], after[key]];
    if (is !== was) changed[key] = is - was;
  }
  return changed;
}
