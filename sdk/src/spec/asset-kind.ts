/** Kinds of asset, in the order of `IAssetRegistry.Kind`. */
export const ASSET_KINDS = ['model', 'adapter', 'dataset', 'prompt', 'agent'] as const;

/** A kind of asset. */
export type AssetKind = (typeof ASSET_KINDS)[number];
