import { decodeContractError } from './decode-contract-error.ts';
import type { DecodedContractError } from './decode-contract-error.ts';

/** A contract refused a call; the message says why in plain words. */
export class ContractRevertedError extends Error {
  override readonly name = 'ContractRevertedError';
  /** As declared, e.g. `JobEscrow_NotAssignedNode`. */
  readonly errorName: string;
  /** Its facts by the names of the declaration. */
  readonly args: Readonly<Record<string, unknown>>;

  constructor(decoded: DecodedContractError, options?: ErrorOptions) {
    super(decoded.message, options);
    this.errorName = decoded.name;
    this.args = decoded.args;
  }
}

/** The same error with the contract's reason, or undefined when it has none. */
export function asContractRevertedError(error: unknown): ContractRevertedError | undefined {
  if (error instanceof ContractRevertedError) return error;
  const decoded = decodeContractError(error);
  return decoded && new ContractRevertedError(decoded, { cause: error });
}
