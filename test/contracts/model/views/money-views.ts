import type { Hex } from 'viem';
import type { View } from '../chain/view.ts';
import type { Env } from '../core/env.ts';
import { NOBODY } from '../core/hex.ts';
import { held } from '../core/ledger.ts';
import type { World } from '../core/world.ts';
import { pairKey } from '../core/world.ts';
import { BURNT } from '../treasury/burnt.ts';
import { isAllowed } from '../treasury/is-allowed.ts';

/** What the treasury and the tokens should answer, for every account that has ever held anything. */
export function moneyViews(world: World, env: Env): View[] {
  const { treasury, tokens, native } = world;
  const accounts = [...native.keys(), BURNT] as Hex[];
  const view = (of: string, fn: string, args: readonly unknown[], expected: unknown): View => ({
    of,
    fn,
    args,
    expected,
  });
  const views = [view('treasury', 'staked', [], treasury.staked)];
  for (const currency of [NOBODY, ...tokens.keys()]) {
    views.push(view('treasury', 'escrowed', [currency], held(treasury.escrowed, currency)));
    views.push(view('treasury', 'isAllowed', [currency], isAllowed(world, currency)));
    for (const account of accounts) {
      const credit = held(treasury.credits, pairKey(account, currency));
      views.push(view('treasury', 'creditOf', [account, currency], credit));
    }
  }
  for (const [token, { balances, allowances, permits, nonces }] of tokens) {
    for (const account of accounts) {
      views.push(view(token, 'balanceOf', [account], held(balances, account)));
      const allowance = held(allowances, pairKey(account, env.at.treasury));
      if (permits) views.push(view(token, 'nonces', [account], held(nonces, account)));
      if (allowance > 0n) views.push(view(token, 'allowance', [account, env.at.treasury], allowance));
    }
  }
  return views;
}
