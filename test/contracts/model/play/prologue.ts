import type { Cast } from './cast.ts';
import type { Act, Wait } from './kind.ts';
import {
  bondRates,
  DISPUTE_PARAMETERS,
  JOB_PARAMETERS,
  MIN_TICKET_AGE,
  ONE,
  UNBONDING_TIME,
} from './parameters.ts';

const WEALTH = 10n ** 24n;
const DIGEST = `0x${'11'.repeat(32)}`;

/** What every play begins with: parameters, money, and nodes enough for two juries. */
export function prologue(cast: Cast, treasury: string): (Act | Wait)[] {
  const { governor, tokens, classes, nodes, users } = cast;
  const govern = (to: string, fn: string, ...args: unknown[]): Act => ({ from: governor, to, fn, args });
  const acts: (Act | Wait)[] = [
    govern('market', 'setFee', 250n),
    govern('nodes', 'setMinStake', ONE),
    govern('nodes', 'setUnbondingTime', UNBONDING_TIME),
    govern('nodes', 'setTicketUnit', ONE),
    govern('nodes', 'setMinTicketAge', MIN_TICKET_AGE),
    ...classes.map((id, i) => govern('nodes', 'setClassStatus', id, i < 2 ? 1n : 2n)),
    ...tokens.map((token) => govern('treasury', 'allowCurrency', token, true)),
    govern('escrow', 'setParameters', JOB_PARAMETERS, DISPUTE_PARAMETERS, bondRates(tokens)),
  ];
  for (const [i, node] of nodes.entries()) {
    const serves = [classes[0], ...(i % 5 !== 4 ? [classes[1]] : []), ...(i % 5 === 0 ? [classes[2]] : [])];
    const value = (30n + BigInt(i % 7) * 3n) * (ONE / 2n);
    acts.push({ from: node, to: 'nodes', fn: 'register', args: [DIGEST, serves], value });
  }
  for (const token of tokens) {
    for (const [i, account] of [...users, nodes[0]!].entries()) {
      acts.push({ from: account, to: token, fn: 'mint', args: [account, WEALTH] });
      const allowance = i === 0 ? 2n ** 256n - 1n : WEALTH;
      if (i % 4 !== 3) acts.push({ from: account, to: token, fn: 'approve', args: [treasury, allowance] });
    }
  }
  return [...acts, { blocks: 2, secondsApart: MIN_TICKET_AGE }];
}
