import type { IconName } from '../../ui/icon-names.ts';

/** Kinds of asset, in the order of the registry. */
export const ASSET_KINDS = ['model', 'adapter', 'dataset', 'prompt', 'agent'] as const;

/** A kind of asset. */
export type AssetKind = (typeof ASSET_KINDS)[number];

/** How each kind is called and drawn. */
export const KIND_LOOKS: Record<AssetKind, { one: string; many: string; icon: IconName }> = {
  model: { one: 'Model', many: 'Models', icon: 'rings' },
  adapter: { one: 'Adapter', many: 'Adapters', icon: 'leaf' },
  dataset: { one: 'Dataset', many: 'Datasets', icon: 'grain' },
  prompt: { one: 'Prompt', many: 'Prompts', icon: 'spiral' },
  agent: { one: 'Agent', many: 'Agents', icon: 'tree' },
};
