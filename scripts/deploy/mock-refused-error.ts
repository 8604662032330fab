/** A contract made for tests was about to be deployed. */
export class MockRefusedError extends Error {
  override readonly name = 'MockRefusedError';
  readonly contractName: string;
  readonly sourceName: string;

  constructor(contractName: string, sourceName: string) {
    super(`${contractName} of ${sourceName} is a mock and never deploys`);
    this.contractName = contractName;
    this.sourceName = sourceName;
  }
}
