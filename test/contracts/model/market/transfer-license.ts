import type { Hex } from 'viem';
import type { Call } from '../core/call.ts';
import { NOBODY } from '../core/hex.ts';
import type { Collection } from '../core/token-moves.ts';
import { transferFrom } from '../core/token-moves.ts';
import { COOL_DOWN, userOf } from './license-facts.ts';
import { RIGHT } from './right.ts';
import { sayUser } from './seats.ts';

/** The licences as a collection of tokens. */
export const licenseTokens = ({ world }: Call): Collection => ({
  by: 'market',
  tokens: world.market.licenses,
  operators: world.market.operators,
});

/** Moves a licence, where it may and has rested; its seats are empty then. */
export function transferLicense(call: Call, from: Hex, to: Hex, id: bigint): void {
  const { now } = call.env;
  const license = call.world.market.licenses.get(id);
  if (license !== undefined) {
    const may = (license.rights & RIGHT.TRANSFER) !== 0n;
    call.require(may, 'LicenseMarket_NotTransferable', id);
    const rested = license.movedAt === 0n ? 0n : license.movedAt + COOL_DOWN;
    call.require(now >= rested, 'LicenseMarket_TransferCoolingDown', id, rested);
  }
  const hadUser = license !== undefined && userOf(license, now) !== NOBODY;
  transferFrom(call, licenseTokens(call), from, to, id);
  if (call.refused || license === undefined) return;
  license.movedAt = now;
  if (hadUser) sayUser(call, id, license);
}
