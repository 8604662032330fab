import type { Hex } from 'viem';
import type { Call } from '../core/call.ts';
import { book, held } from '../core/ledger.ts';
import { pairKey } from '../core/world.ts';
import { covers } from './is-licensed.ts';
import { granted } from './license-facts.ts';
import type { Receipt } from './offer.ts';
import { RIGHT } from './right.ts';
import { marketHash } from './signed.ts';

/** Draws down metered licences by receipts of the accounts that used them; all of them or none. */
export function redeem(call: Call, receipts: readonly Receipt[], signatures: readonly Hex[]): void {
  const [count, signed] = [BigInt(receipts.length), BigInt(signatures.length)];
  if (count !== signed) return call.refuse('LicenseMarket_SignatureCount', count, signed);
  for (const [i, receipt] of receipts.entries()) requireReceipt(call, receipt, signatures[i]!);
  if (call.refused) return;
  for (const receipt of receipts) draw(call, receipt);
}

function requireReceipt(call: Call, receipt: Receipt, signature: Hex): void {
  const { licenseId, account } = receipt;
  const license = call.world.market.licenses.get(licenseId);
  if (license === undefined) return call.refuse('ERC721NonexistentToken', licenseId);
  call.require(license.uses > 0n, 'LicenseMarket_NotMetered', licenseId);
  const covered = covers(license, account, RIGHT.USE, call.env.now);
  call.require(covered, 'LicenseMarket_NotCovered', licenseId, account);
  const signed = call.env.hasSigned(account, marketHash(call, 'Receipt', receipt), signature);
  call.require(signed, 'LicenseMarket_InvalidSignature', account);
}

/** What is new since the last receipt of the account at the server, as far as the licence has units left. */
function draw(call: Call, { licenseId, account, server, units: total }: Receipt): void {
  const license = call.world.market.licenses.get(licenseId)!;
  const key = pairKey(account, server);
  const fresh = total - held(license.drawn, key);
  const left = granted(license) - license.used;
  const units = fresh < left ? fresh : left;
  if (units <= 0n) return;
  book(license.drawn, key, units);
  license.used += units;
  call.emit('market', 'UnitsRedeemed', { licenseId, account, server, units, used: license.used });
}
