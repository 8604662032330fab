import { BigInt } from '@graphprotocol/graph-ts';

/** An asset that something was made from. */
export class Ancestor {
  assetId: BigInt;
  /** Place among the direct parents, or -1. */
  position: i32;
  /** Part of every sale that is due to its owner, in 1/10,000. */
  bps: i32;

  constructor(assetId: BigInt, position: i32, bps: i32) {
    this.assetId = assetId;
    this.position = position;
    this.bps = bps;
  }
}

const LANES_PER_WORD = 4;
const LANE_BITS: u8 = 64;
const BPS_BITS: u8 = 16;

/** Direct parents first, then the other ancestors to whom a part is due. Zeros end either list. */
export function ancestorsIn(parents: BigInt[], packed: BigInt[]): Ancestor[] {
  const found: Ancestor[] = [];
  for (let i = 0; i < parents.length; i++) {
    if (!parents[i].isZero()) found.push(new Ancestor(parents[i], i, 0));
  }
  for (let i = 0; i < packed.length; i++) {
    let word = packed[i];
    for (let lane = 0; lane < LANES_PER_WORD; lane++) {
      addLane(found, word.bitAnd(mask(LANE_BITS)));
      word = word.rightShift(LANE_BITS);
    }
  }
  return found;
}

/** A lane is `assetId << 16 | bps`; an empty one is zero. */
function addLane(found: Ancestor[], lane: BigInt): void {
  if (lane.isZero()) return;
  const assetId = lane.rightShift(BPS_BITS);
  const bps = lane.bitAnd(mask(BPS_BITS)).toI32();
  for (let i = 0; i < found.length; i++) {
    if (found[i].assetId.equals(assetId)) {
      found[i].bps = bps;
      return;
    }
  }
  found.push(new Ancestor(assetId, -1, bps));
}

function mask(bits: u8): BigInt {
  return BigInt.fromI32(1).leftShift(bits).minus(BigInt.fromI32(1));
}
