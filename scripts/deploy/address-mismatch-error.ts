import type { Address } from 'viem';

/** A contract landed elsewhere than the others were told: the deployer sent something else in between. */
export class AddressMismatchError extends Error {
  override readonly name = 'AddressMismatchError';
  readonly contractName: string;
  readonly expected: Address;
  readonly actual: Address | null | undefined;

  constructor(contractName: string, expected: Address, actual: Address | null | undefined) {
    super(`${contractName} was expected at ${expected}, but is at ${actual ?? 'no address'}`);
    this.contractName = contractName;
    this.expected = expected;
    this.actual = actual;
  }
}
