import { encodeFunctionData, getAddress } from 'viem';
import type { Hex } from 'viem';
import { describe } from 'vitest';
import { buyLicense, makeOffer, offerTerms, registerAsset, registerNode } from './support/act.ts';
import { assert } from './support/assert.ts';
import { digest } from './support/digest.ts';
import { jobRequest } from './support/job-request.ts';
import { deploySmartWallet } from './support/market-mocks.ts';
import { chain, protocol } from './support/protocol.ts';
import { quoteFor, signQuote } from './support/quote.ts';
import { signReceipt, signVoucher } from './support/sign.ts';
import { behavesLikeErc1271Verifier } from './support/standards/erc1271.ts';
import type { SignedCase } from './support/standards/erc1271.ts';

/** A time long after that of any test, below 2^40. */
const LATER = 99_999_999_999;

/** The protocol, and a wallet that the publisher owns. */
async function walletStage() {
  const p = await protocol();
  const { publisher: owner, stranger } = p.accounts;
  return { p, owner, stranger, wallet: await deploySmartWallet(owner.account.address) };
}

async function voucherCase(): Promise<SignedCase> {
  const { p, owner, stranger, wallet } = await chain.networkHelpers.loadFixture(walletStage);
  const send = (to: Hex, data: Hex) => wallet.write.execute([to, data]);
  const registration = [0, digest('of a wallet'), 0, 0, []] as const;
  const { assets, market } = p;
  await send(
    assets.address,
    encodeFunctionData({ abi: assets.abi, functionName: 'register', args: registration }),
  );
  const terms = offerTerms(p, { seller: wallet.address });
  await send(market.address, encodeFunctionData({ abi: market.abi, functionName: 'offer', args: [terms] }));
  const recipient = stranger.account.address;
  const voucher = { offerId: 1n, recipient, quantity: 1, price: 1n, expiresAt: LATER, nonce: 1n };
  return {
    ...{ wallet, owner, stranger },
    sign: (by, elsewhere) => signVoucher(p, by, voucher, elsewhere),
    act: (signature, gas) => market.write.buyWithVoucher([terms, voucher, signature], { value: 1n, gas }),
    refuses: (call) =>
      assert.reverts(call, market, 'LicenseMarket_InvalidSignature', [getAddress(wallet.address)]),
  };
}

async function receiptCase(): Promise<SignedCase> {
  const { p, owner, stranger, wallet } = await chain.networkHelpers.loadFixture(walletStage);
  const { market } = p;
  await registerAsset(p, 'model');
  const offer = await makeOffer(p, { uses: 10, seats: 1 });
  const licenseId = await buyLicense(p, offer);
  const { buyer, node } = p.accounts;
  const forEver = 2n ** 64n - 1n;
  await market.write.assignSeat([licenseId, 0n, wallet.address, forEver], { account: buyer.account });
  const receipt = { licenseId, account: wallet.address, server: node.account.address, units: 3n };
  return {
    ...{ wallet, owner, stranger },
    sign: (by, elsewhere) => signReceipt(p, by, receipt, elsewhere),
    act: (signature, gas) => market.write.redeem([[receipt], [signature]], { gas }),
    refuses: (call) =>
      assert.reverts(call, market, 'LicenseMarket_InvalidSignature', [getAddress(wallet.address)]),
  };
}

async function quoteCase(): Promise<SignedCase> {
  const { p, owner, stranger, wallet } = await chain.networkHelpers.loadFixture(walletStage);
  await registerNode(p);
  const request = jobRequest({ work: { targetNode: wallet.address } });
  const quote = quoteFor(p, request, LATER);
  const { account } = p.accounts.requester;
  const value = request.payment.maxPrice;
  const hash = await p.escrow.read.hashQuote([quote]);
  const facts = [getAddress(wallet.address), hash] as const;
  return {
    ...{ wallet, owner, stranger },
    sign: (by, elsewhere) => signQuote(p, by, quote, elsewhere),
    act: (signature, gas) => p.escrow.write.hire([request, quote, signature], { account, value, gas }),
    refuses: (call) => assert.reverts(call, p.escrow, 'JobEscrow_InvalidQuoteSignature', [...facts]),
  };
}

describe('a seller’s voucher', () => {
  behavesLikeErc1271Verifier(voucherCase);
});
describe('a licensee’s receipt', () => {
  behavesLikeErc1271Verifier(receiptCase);
});
describe('a node’s quote', () => {
  behavesLikeErc1271Verifier(quoteCase);
});
