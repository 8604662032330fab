import type { AssetKind } from '@cultivar/sdk/spec';
import type { IconName } from '../../ui/icon-names.ts';

/** How each kind of asset is called and drawn, in the order of the registry. */
export const KIND_LOOKS: Record<AssetKind, { one: string; many: string; icon: IconName }> = {
  model: { one: 'Model', many: 'Models', icon: 'rings' },
  adapter: { one: 'Adapter', many: 'Adapters', icon: 'leaf' },
  dataset: { one: 'Dataset', many: 'Datasets', icon: 'grain' },
  prompt: { one: 'Prompt', many: 'Prompts', icon: 'spiral' },
  agent: { one: 'Agent', many: 'Agents', icon: 'tree' },
};
