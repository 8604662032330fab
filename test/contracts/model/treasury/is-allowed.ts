import type { Hex } from 'viem';
import { NOBODY } from '../core/hex.ts';
import type { World } from '../core/world.ts';

/** Whether new payments may be made in the currency; the native one always. */
export const isAllowed = ({ treasury }: World, currency: Hex): boolean =>
  currency === NOBODY || treasury.allowed.get(currency) === true;
