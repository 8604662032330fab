import { Bytes, JSONValueKind, dataSource, json, log } from '@graphprotocol/graph-ts';
import { Manifest } from '../../generated/schema';
import { manifestCid, manifestId } from '../id';
import { DIGEST_KEY, PUBLISHER_KEY } from '../manifest-context';
import { JsonFields } from './json-fields';
import { addDetails } from './manifest-details';
import { createFiles } from './manifest-files';

const KINDS = ['model', 'adapter', 'dataset', 'prompt', 'agent', 'job', 'trace', 'node'];
const MAX_BYTES = 1048576;
const MAX_FILES = 512;

/** Reads the file of a manifest. Anybody may have written it: one that is no manifest leaves nothing behind. */
export function handleManifest(content: Bytes): void {
  const context = dataSource.context();
  const digest = context.getBytes(DIGEST_KEY);
  const publisher = context.getBytes(PUBLISHER_KEY);
  const fields = parse(content);
  if (fields === null) return refuse(digest, 'it is no JSON object of at most 1 MiB');
  const kind = fields.text('kind', 16);
  const name = fields.text('name', 120);
  const creator = fields.bytes('creator', 20);
  const license = fields.text('license', 64);
  if (kind === null || !KINDS.includes(kind)) return refuse(digest, 'its kind is unknown');
  if (name === null || creator === null || license === null) {
    return refuse(digest, 'name, creator or license is missing or out of bounds');
  }
  const manifest = new Manifest(manifestId(digest, publisher));
  manifest.digest = digest;
  manifest.cid = manifestCid(digest);
  manifest.publisher = publisher;
  manifest.creator = creator;
  manifest.namesOtherCreator = !creator.equals(publisher);
  manifest.kind = kind.toUpperCase();
  manifest.name = name;
  manifest.license = license;
  addRest(manifest, fields);
  manifest.save();
}

function addRest(manifest: Manifest, fields: JsonFields): void {
  manifest.summary = fields.text('summary', 280);
  manifest.tags = fields.texts('tags', 16, 32);
  manifest.sourceUrl = fields.text('source', 500);
  const files = fields.list('files', MAX_FILES);
  manifest.fileCount = files.length;
  manifest.sizeBytes = createFiles(manifest, files);
  addDetails(manifest, fields);
}

function parse(content: Bytes): JsonFields | null {
  if (content.length > MAX_BYTES) return null;
  const result = json.try_fromBytes(content);
  if (result.isError || result.value.kind != JSONValueKind.OBJECT) return null;
  return new JsonFields(result.value.toObject());
}

function refuse(digest: Bytes, why: string): void {
  log.warning('{} is no manifest: {}', [digest.toHexString(), why]);
}
