import type { AdapterManifest } from '@cultivar/sdk/spec';
import { byteSize } from '../../lib/format/byte-size.ts';
import { compactCount } from '../../lib/format/compact-count.ts';
import type { AssetManifest } from './asset-detail.ts';

/** One fact of an asset in words. */
export type AssetFact = { label: string; value: string };

/** What a manifest says of its kind, in the words of the page. */
export function assetFacts(manifest: AssetManifest): AssetFact[] {
  const size = manifest.files.reduce((sum, file) => sum + file.size, 0);
  return [...kindFacts(manifest), { label: 'Size', value: byteSize(size) }];
}

function kindFacts(manifest: AssetManifest): AssetFact[] {
  switch (manifest.kind) {
    case 'model': {
      const { architecture, parameters, contextLength, format, quantization } = manifest.model;
      return [
        { label: 'Architecture', value: architecture },
        { label: 'Parameters', value: compactCount(parameters) },
        { label: 'Context', value: `${contextLength.toLocaleString('en-GB')} tokens` },
        { label: 'Weights', value: [format, quantization].filter(Boolean).join(' ') },
      ];
    }
    case 'adapter': {
      const { adapter } = manifest;
      return [
        { label: 'Method', value: methodWords(adapter) },
        { label: 'Parameters', value: compactCount(adapter.parameters) },
        ...(manifest.metrics
          ? [{ label: 'Trained on', value: `${manifest.metrics.rows.toLocaleString('en-GB')} rows` }]
          : []),
      ];
    }
    case 'dataset':
      return [{ label: 'Rows', value: manifest.dataset.rows.toLocaleString('en-GB') }];
    case 'prompt':
      return [
        { label: 'Length', value: `${manifest.prompt.system.length.toLocaleString('en-GB')} characters` },
      ];
    case 'agent':
      return [{ label: 'Tools', value: String(manifest.agent.tools?.length ?? 0) }];
  }
}

function methodWords(adapter: AdapterManifest['adapter']): string {
  return adapter.method === 'full' ? 'all weights' : `LoRA r ${adapter.rank}, alpha ${adapter.alpha}`;
}
