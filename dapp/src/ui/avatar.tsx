import { accountDigest } from '../lib/cover/account-digest.ts';
import { coverUrl } from '../lib/cover/cover-url.ts';

/** The small picture of an account, drawn from its address. */
export function Avatar({ address }: { address: string }) {
  return (
    <span className="ava">
      <img src={coverUrl(accountDigest(address), 'model', 64, 64)} alt="" width="20" height="20" />
    </span>
  );
}
