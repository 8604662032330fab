/** The contracts whose ABIs reach TypeScript and the subgraph, in the order in which they are deployed. */
export const CONTRACT_NAMES = [
  'AssetRegistry',
  'LicenseMarket',
  'Treasury',
  'NodeRegistry',
  'JobEscrow',
  'Disputes',
] as const;

/** A contract whose ABI reaches TypeScript and the subgraph. */
export type ContractName = (typeof CONTRACT_NAMES)[number];
