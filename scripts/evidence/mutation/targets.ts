/** A source file that is mutated. */
export type Target = {
  /** From the root. */
  source: string;
  /** Source files whose contracts contain the mutated code. */
  compiled: readonly string[];
  /** Beginnings of the test files that are about it; these run first, the other contracts' tests after them. */
  tests: readonly string[];
  /** Functions that draw or name something, and decide nothing. */
  leftOut?: readonly string[];
};

const contract = (name: string, tests: readonly string[], leftOut: readonly string[] = []): Target => ({
  source: `contracts/${name}.sol`,
  compiled: [`contracts/${name}.sol`],
  tests,
  leftOut,
});

const library = (name: string, users: readonly string[], tests: readonly string[]): Target => ({
  source: `contracts/libraries/${name}.sol`,
  compiled: users.map((user) => `contracts/${user}.sol`),
  tests,
});

/** Everything that moves money, authorises or decides a dispute. */
export const TARGETS: readonly Target[] = [
  contract('Treasury', ['treasury']),
  contract('NodeRegistry', ['node-registry', 'juror']),
  contract('JobEscrow', ['job-escrow']),
  contract('Disputes', ['disputes']),
  contract('LicenseMarket', ['license-market'], ['tokenURI', 'supportsInterface']),
  contract('AssetRegistry', ['asset-registry'], ['tokenURI', 'supportsInterface']),
  library('Bps', ['LicenseMarket', 'JobEscrow', 'AssetRegistry'], ['license-market', 'job-escrow']),
  library('LicenseId', ['LicenseMarket', 'AssetRegistry'], ['license-market', 'asset-registry']),
  library('Lineage', ['AssetRegistry', 'JobEscrow'], ['asset-registry', 'license-market']),
  library('Rights', ['LicenseMarket', 'AssetRegistry'], ['license-market', 'asset-registry']),
  library('Trace', ['mocks/LibraryDoor', 'Disputes'], ['libraries', 'disputes']),
];
