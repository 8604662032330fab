import type { Hex } from '@cultivar/sdk/spec';

/** A contract refused what the node wanted to do. `reason` is the contract's own error, e.g. `JobEscrow_WrongState`. */
export class ActRefusedError extends Error {
  override readonly name = 'ActRefusedError';
  readonly act: string;
  readonly reason: string;
  readonly args: readonly unknown[];
  /** Hash of the transaction that reverted; undefined when it was refused before it was sent. */
  readonly hash: Hex | undefined;

  constructor(act: string, reason: string, args: readonly unknown[], hash?: Hex, options?: ErrorOptions) {
    const list = args.map((arg) => (typeof arg === 'bigint' ? String(arg) : JSON.stringify(arg))).join(', ');
    super(`${act} was refused: ${reason}${args.length > 0 ? `(${list})` : ''}`, options);
    this.act = act;
    this.reason = reason;
    this.args = args;
    this.hash = hash;
  }
}
