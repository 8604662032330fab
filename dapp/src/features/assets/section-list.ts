import type { AssetDetail, AssetManifest } from './asset-detail.ts';
import { hasPreview } from './has-preview.ts';

/** A section of an asset's page. */
export type AssetSection = { id: SectionId; title: string; count?: number };
type SectionId =
  'overview' | 'preview' | 'lineage' | 'evaluation' | 'files' | 'use' | 'versions' | 'licences' | 'activity';

/** The sections that this asset has something to show in, in their order on the page. */
export function assetSections(asset: AssetDetail, manifest: AssetManifest | undefined): AssetSection[] {
  const metrics = manifest?.kind === 'adapter' ? manifest.metrics : undefined;
  const files = manifest?.files.length ?? 0;
  const usable = asset.kind === 'model' || asset.kind === 'adapter' || asset.kind === 'dataset';
  const all: (AssetSection | false | undefined)[] = [
    { id: 'overview', title: 'Overview' },
    manifest && hasPreview(manifest) && { id: 'preview', title: 'Preview' },
    { id: 'lineage', title: 'Lineage', count: asset.parents.length + asset.children.length },
    metrics?.heldOutLossAfter !== undefined && { id: 'evaluation', title: 'Evaluation' },
    files > 0 && { id: 'files', title: 'Files', count: files },
    usable && { id: 'use', title: 'Use it' },
    { id: 'versions', title: 'Versions', count: asset.versions.length },
    asset.licenses.length > 0 && { id: 'licences', title: 'Licences', count: asset.licensesSold },
    { id: 'activity', title: 'Activity' },
  ];
  return all.filter((section): section is AssetSection => Boolean(section));
}
