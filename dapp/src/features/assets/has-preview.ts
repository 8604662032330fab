import type { AssetManifest } from './asset-detail.ts';

/** Whether a manifest holds something to look at before anything is fetched. */
export function hasPreview(manifest: AssetManifest): boolean {
  if (manifest.kind === 'dataset') return (manifest.dataset.preview?.length ?? 0) > 0;
  return manifest.kind === 'prompt' || manifest.kind === 'agent';
}
