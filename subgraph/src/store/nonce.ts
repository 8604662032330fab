import { Address, BigInt, ethereum } from '@graphprotocol/graph-ts';
import { NoncesCanceled, VoucherUsed } from '../../generated/LicenseMarket/LicenseMarket';
import { Nonce, Offer } from '../../generated/schema';
import { numberId, pairId } from '../id';

/** Nonces that one word of the contract's map holds. */
const WORD = 256;

export function spendNonce(offer: Offer, event: VoucherUsed): void {
  const nonce = begin(event.params.seller, event.params.nonce, event);
  nonce.isUsed = true;
  nonce.offer = offer.id;
  nonce.save();
}

/** A nonce that was used before stays one that was used. */
export function cancelNonces(event: NoncesCanceled): void {
  const params = event.params;
  const first = params.word.times(BigInt.fromI32(WORD));
  const one = BigInt.fromI32(1);
  for (let i = 0; i < WORD; i++) {
    if (
      params.mask
        .rightShift(i as u8)
        .bitAnd(one)
        .isZero()
    )
      continue;
    const number = first.plus(BigInt.fromI32(i));
    if (Nonce.load(pairId(params.seller, numberId(number))) !== null) continue;
    const nonce = begin(params.seller, number, event);
    nonce.isUsed = false;
    nonce.save();
  }
}

function begin(seller: Address, number: BigInt, event: ethereum.Event): Nonce {
  const nonce = new Nonce(pairId(seller, numberId(number)));
  nonce.seller = seller;
  nonce.nonce = number;
  nonce.endedAt = event.block.timestamp;
  nonce.endedTx = event.transaction.hash;
  return nonce;
}
