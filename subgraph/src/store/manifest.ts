import { Bytes, DataSourceContext } from '@graphprotocol/graph-ts';
import { ManifestContent } from '../../generated/templates';
import { manifestCid, manifestId } from '../id';
import { DIGEST_KEY, PUBLISHER_KEY } from '../manifest-context';

/**
 * Asks for a manifest's file; it is read whenever it is found, and nothing waits for it.
 *
 * @returns The id under which it will be.
 */
export function wantManifest(digest: Bytes, publisher: Bytes): Bytes {
  const context = new DataSourceContext();
  context.setBytes(DIGEST_KEY, digest);
  context.setBytes(PUBLISHER_KEY, publisher);
  ManifestContent.createWithContext(manifestCid(digest), context);
  return manifestId(digest, publisher);
}
