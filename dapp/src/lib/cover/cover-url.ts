import type { AssetKind } from '@cultivar/sdk/spec';
import { cover } from './cover.ts';

/** Pictures kept at once; the oldest go first. */
const KEPT = 400;
const urls = new Map<string, string>();

/** The address of an asset's cover as an image, drawn once and kept while it is in use. */
export function coverUrl(digest: string, kind: AssetKind, width?: number, height?: number): string {
  const key = `${kind} ${digest} ${width} ${height}`;
  const known = urls.get(key);
  if (known !== undefined) return known;
  const blob = new Blob([cover(digest, kind, width, height)], { type: 'image/svg+xml' });
  const url = URL.createObjectURL(blob);
  urls.set(key, url);
  const [oldest] = urls;
  if (urls.size > KEPT && oldest) {
    urls.delete(oldest[0]);
    URL.revokeObjectURL(oldest[1]);
  }
  return url;
}
