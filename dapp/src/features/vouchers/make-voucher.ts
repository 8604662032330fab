import { verifyVoucher, voucherText, voucherTypedData } from '@cultivar/sdk';
import { createPublicClient, http } from 'viem';
import type { Config } from '../../lib/config.ts';
import type { WalletSession } from '../../lib/wallet/wallet-session.ts';
import type { KeptVoucher } from './kept-voucher.ts';
import type { VoucherPlan } from './voucher-draft.ts';

/** The wallet gave a signature that the market would not take. */
export class VoucherSignatureError extends Error {
  override readonly name = 'VoucherSignatureError';
  readonly walletName: string;

  constructor(walletName: string) {
    super(`the market would not take the signature that ${walletName} gave for this account`);
    this.walletName = walletName;
  }
}

type MakeVoucherParameters = {
  config: Config;
  session: Pick<WalletSession, 'evmAccount' | 'walletName' | 'signTypedData' | 'cannotSend'>;
  plan: VoucherPlan;
  nonce: bigint;
  nowMs: number;
};

const DAY_MS = 86_400_000;

/**
 * Has a voucher signed by the connected wallet, and asks the chain whether it counts before anybody is sent it.
 *
 * @throws SignatureDeclinedError when the person said no; VoucherSignatureError when the signature does not count.
 */
export async function makeVoucher({
  config,
  session,
  plan,
  nonce,
  nowMs,
}: MakeVoucherParameters): Promise<KeptVoucher> {
  if (!session.signTypedData) throw new Error(`${session.walletName} cannot sign typed data`);
  const { offerId, recipient, quantity, price, days } = plan;
  const expiresAt = Math.floor((nowMs + days * DAY_MS) / 1000);
  const voucher = { offerId, recipient, quantity, price, expiresAt, nonce };
  const signature = await session.signTypedData(voucherTypedData(config, voucher));
  const seller = session.evmAccount;
  const reads = createPublicClient({ transport: http(config.rpcUrl) });
  if (!(await verifyVoucher(reads, { deployment: config, voucher, signature, seller }))) {
    throw new VoucherSignatureError(session.walletName);
  }
  const { chainId, addresses } = config;
  const text = voucherText({ chainId, market: addresses.licenseMarket, voucher, signature });
  return {
    ...{ text, chainId, seller, offerId, recipient, quantity, price, nonce },
    expiresAtMs: expiresAt * 1000,
  };
}
