import { base16 } from 'multiformats/bases/base16';
import { CID } from 'multiformats/cid';
import { CidInvalidError } from './cid-invalid-error.ts';

export const RAW_CODEC = 0x55;
export const DAG_PB_CODEC = 0x70;
const SHA2_256 = 0x12;

/**
 * Reads a CID in any base.
 *
 * @throws CidInvalidError unless it is a raw or dag-pb CID under sha2-256.
 */
export function parseCid(text: string): CID {
  const cid = read(text);
  if (cid.multihash.code !== SHA2_256 || cid.multihash.digest.byteLength !== 32) {
    throw new CidInvalidError(text, 'is hashed by something else than sha2-256');
  }
  if (cid.code !== RAW_CODEC && cid.code !== DAG_PB_CODEC) {
    throw new CidInvalidError(text, `has codec 0x${cid.code.toString(16)}; raw and dag-pb are known`);
  }
  return cid;
}

function read(text: string): CID {
  if (text.length > 128) throw new CidInvalidError(text, 'is too long for a CID');
  try {
    // CID.parse knows base32, base36 and base58 by itself; base16 is how the chain side writes CIDs.
    return text.startsWith('f') ? CID.parse(text, base16 as never) : CID.parse(text);
  } catch (error) {
    throw Object.assign(new CidInvalidError(text, 'is no CID'), { cause: error });
  }
}
