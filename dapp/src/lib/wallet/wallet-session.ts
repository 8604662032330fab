import type { TypedDataDefinition } from 'viem';
import type { Hex } from './chain-call.ts';
import type { ChainWriter } from './chain-writer.ts';

/** A connected wallet. */
export type WalletSession = {
  kind: 'evm' | 'polkadot';
  /** As the wallet names itself. */
  walletName: string;
  /** As the wallet shows it: `0x…` or SS58. */
  account: string;
  /** The same account as contracts see it. */
  evmAccount: Hex;
  /** The chain the wallet is on; undefined where a wallet has none of its own. */
  chainId: number | undefined;
  /** Writes to the configured chain; undefined when this wallet cannot, and `cannotSend` says why. */
  writer: ChainWriter | undefined;
  cannotSend: string | undefined;
  /** Signs a text for sign-in: personal_sign, or signRaw of `<Bytes>…</Bytes>`. */
  signText(text: string): Promise<Hex>;
  /**
   * Signs EIP-712 typed data for the configured chain. Absent where a wallet cannot.
   * @throws SignatureDeclinedError when the person said no
   */
  signTypedData?(data: TypedDataDefinition): Promise<Hex>;
  /** Makes the wallet know the configured chain and use it. Absent where a wallet has no networks. */
  useNetwork?(): Promise<void>;
  disconnect(): Promise<void>;
};
