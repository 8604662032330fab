import { BigInt, JSONValue, JSONValueKind } from '@graphprotocol/graph-ts';
import { Manifest, ManifestFile } from '../../generated/schema';
import { JsonFields } from './json-fields';

/** Records the files that a manifest lists, and returns the bytes of all of them. */
export function createFiles(manifest: Manifest, list: JSONValue[]): BigInt {
  let sizeBytes = BigInt.zero();
  for (let i = 0; i < list.length; i++) {
    if (list[i].kind != JSONValueKind.OBJECT) continue;
    const size = createFile(manifest, i, new JsonFields(list[i].toObject()));
    sizeBytes = sizeBytes.plus(size);
  }
  return sizeBytes;
}

function createFile(manifest: Manifest, position: i32, fields: JsonFields): BigInt {
  const name = fields.text('name', 255);
  const cid = fields.text('cid', 128);
  const size = fields.whole('size');
  const mediaType = fields.text('mediaType', 100);
  const sha256 = fields.bytes('sha256', 32);
  if (name === null || cid === null || size === null || mediaType === null || sha256 === null) {
    return BigInt.zero();
  }
  const file = new ManifestFile(manifest.id.concatI32(position));
  file.manifest = manifest.id;
  file.position = position;
  file.name = name;
  file.cid = cid;
  file.sizeBytes = size;
  file.mediaType = mediaType;
  file.sha256 = sha256;
  file.save();
  return size;
}
