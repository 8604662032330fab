import { BigInt, Bytes, ethereum } from '@graphprotocol/graph-ts';

/** Id of the one `Protocol`. */
export const PROTOCOL_ID = Bytes.fromHexString('0x00');

/** A number as 32 bytes, big-endian, so that ids sort as the numbers do. */
export function numberId(number: BigInt): Bytes {
  const hex = number.toHexString().slice(2);
  return Bytes.fromHexString('0x' + hex.padStart(64, '0'));
}

/**
 * An event's place in the chain: transaction hash, then log index.
 *
 * @example 0x5fbd…e0a3 and 7 -> 0x5fbd…e0a307000000
 */
export function eventId(event: ethereum.Event): Bytes {
  return event.transaction.hash.concatI32(event.logIndex.toI32());
}

/** Something that belongs to two others: the one's id, then the other's. */
export function pairId(first: Bytes, second: Bytes): Bytes {
  return first.concat(second);
}

/** A job's leaf, a licence's seat, or whatever else counts within something that has a number: both numbers. */
export function placeId(owner: BigInt, index: BigInt): Bytes {
  return numberId(owner).concat(numberId(index));
}

/** A manifest that an account put on chain: digest, then account. */
export function manifestId(digest: Bytes, publisher: Bytes): Bytes {
  return digest.concat(publisher);
}

/**
 * The CID under which the manifest with this digest is stored: version 1, raw, sha2-256, in base16.
 *
 * @example 0x01ba…46a9 -> f0155122001ba…46a9
 */
export function manifestCid(digest: Bytes): string {
  return 'f01551220' + digest.toHexString().slice(2);
}
