import { relativeTime } from '../../lib/format/relative-time.ts';
import { shortHex } from '../../lib/format/short-hex.ts';
import { Badge } from '../../ui/badge.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import type { AssetVersion } from './asset-detail.ts';

/** Every manifest an asset has had, newest first. None is ever deleted. */
export function VersionsList({ versions, nowMs }: { versions: readonly AssetVersion[]; nowMs: number }) {
  return (
    <ul className="panel list">
      {versions.toReversed().map(({ number, digest, publishedAtMs }) => (
        <li key={number}>
          <strong className="strong">v{number}</strong>
          {number === versions.length && <Badge>current</Badge>}
          <span className="grow mono muted">{shortHex(digest)}</span>
          <span className="small subtle nowrap">{relativeTime(publishedAtMs, nowMs)}</span>
          <CopyButton text={digest} label={`digest of version ${number}`} />
        </li>
      ))}
    </ul>
  );
}
