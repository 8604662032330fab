import { chain } from './protocol.ts';

type Assertions = typeof chain.viem.assertions;

/** Chain assertions of Hardhat, under short names; they throw chai's `AssertionError`. */
export const assert: {
  /** The call reverts with the named error of the contract's ABI and these facts. */
  reverts: Assertions['revertWithCustomErrorWithArgs'];
  /** The transaction emits the event with these arguments. */
  emits: Assertions['emitWithArgs'];
  /** The transaction changes balances of the native currency by these amounts. */
  moves: Assertions['balancesHaveChanged'];
} = {
  reverts: chain.viem.assertions.revertWithCustomErrorWithArgs,
  emits: chain.viem.assertions.emitWithArgs,
  moves: chain.viem.assertions.balancesHaveChanged,
};
