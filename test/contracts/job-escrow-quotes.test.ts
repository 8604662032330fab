import { getAddress, hashTypedData, parseAbi, parseSignature, serializeSignature } from 'viem';
import type { Address, Hex } from 'viem';
import { beforeEach, describe, expect, it } from 'vitest';
import { assert } from './support/assert.ts';
import { digest } from './support/digest.ts';
import { nodeStage, ONE } from './support/escrow-stage.ts';
import { handles } from './support/handles.ts';
import { jobRequest, STATE } from './support/job-request.ts';
import type { JobRequest } from './support/job-request.ts';
import { chain, NATIVE } from './support/protocol.ts';
import type { Protocol } from './support/protocol.ts';
import { quoteFor, signQuote } from './support/quote.ts';
import type { Quote } from './support/quote.ts';

const { time } = chain.networkHelpers;
/** Order of secp256k1's group. */
const ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
let p: Protocol;
let request: JobRequest;
let quote: Quote;
beforeEach(async () => {
  p = await chain.networkHelpers.loadFixture(nodeStage);
  request = jobRequest({ work: { targetNode: address('node') } });
  quote = quoteFor(p, request, (await time.latest()) + 1000);
});
const { by, address, stateOf, escrowed } = handles(() => p);
const hire = (signature: Hex, given: Quote = quote, asked: JobRequest = request) =>
  p.escrow.write.hire([asked, given, signature], { ...by('requester'), value: asked.payment.maxPrice });
const refused = async (call: Promise<unknown>, signer: Address, given: Quote = quote) => {
  const hash = await p.escrow.read.hashQuote([given]);
  await assert.reverts(call as Promise<Hex>, p.escrow, 'JobEscrow_InvalidQuoteSignature', [signer, hash]);
};

describe('hire', () => {
  it('requests a job from the node that has quoted its price', async () => {
    const call = hire(await signQuote(p, p.accounts.node, quote));
    const hash = await p.escrow.read.hashQuote([quote]);
    await assert.emits(call, p.escrow, 'JobQuoted', [1n, address('node'), hash]);
    expect(await stateOf(1n)).toBe(STATE.Open);
    expect(await escrowed()).toBe(ONE);
  });

  it('takes a quote for anyone', async () => {
    const open = { ...quote, requester: NATIVE };
    await hire(await signQuote(p, p.accounts.node, open), open);
    expect(await stateOf(1n)).toBe(STATE.Open);
  });

  it('checks the request as any other, and stops while paused', async () => {
    const signature = await signQuote(p, p.accounts.node, quote);
    const short = jobRequest({ work: { targetNode: address('node'), segments: 1 } });
    const call = hire(signature, quote, short);
    await assert.reverts(call, p.escrow, 'JobEscrow_InvalidSegments', [1n, 2n, 65_534n]);
    await p.escrow.write.pause();
    await assert.reverts(hire(signature), p.escrow, 'EnforcedPause', []);
  });

  it('refuses a request that differs from the quote in anything that it says', async () => {
    const others: Partial<Quote>[] = [
      { node: address('stranger') },
      { requester: address('stranger') },
      { specDigest: digest('other') },
      { class: digest('other') },
      { currency: address('stranger') },
      { price: ONE - 1n },
      { runTime: 1 },
    ];
    for (const other of others) {
      const given = { ...quote, ...other };
      const call = hire(await signQuote(p, p.accounts.node, given), given);
      await assert.reverts(call, p.escrow, 'JobEscrow_QuoteMismatch', [
        await p.escrow.read.hashQuote([given]),
      ]);
    }
    const rising = jobRequest({ work: { targetNode: address('node') }, payment: { minPrice: 1n } });
    const call = hire(await signQuote(p, p.accounts.node, quote), quote, rising);
    await assert.reverts(call, p.escrow, 'JobEscrow_QuoteMismatch', [await p.escrow.read.hashQuote([quote])]);
  });

  it('is good until the quote ends', async () => {
    const signature = await signQuote(p, p.accounts.node, quote);
    const snapshot = await chain.networkHelpers.takeSnapshot();
    await time.setNextBlockTimestamp(quote.expiresAt - 1);
    await hire(signature);
    await snapshot.restore();
    await time.setNextBlockTimestamp(quote.expiresAt);
    const late = hire(signature);
    await assert.reverts(late, p.escrow, 'JobEscrow_QuoteExpired', [BigInt(quote.expiresAt)]);
  });
});

describe('a quote’s signature', () => {
  it('is over what EIP-712 says', async () => {
    const domain = {
      name: 'Cultivar JobEscrow',
      version: '1',
      chainId: p.deployment.chainId,
      verifyingContract: p.escrow.address,
    };
    const field = (name: string, type: string) => ({ name, type });
    const types = {
      Quote: [
        field('node', 'address'),
        field('requester', 'address'),
        field('specDigest', 'bytes32'),
        field('class', 'bytes32'),
        field('currency', 'address'),
        field('price', 'uint128'),
        field('runTime', 'uint32'),
        field('expiresAt', 'uint40'),
      ],
    };
    const hash = hashTypedData({ domain, types, primaryType: 'Quote', message: quote });
    expect(await p.escrow.read.hashQuote([quote])).toBe(hash);
  });

  it('is the node’s', async () => {
    await refused(hire(await signQuote(p, p.accounts.stranger, quote)), address('node'));
    await refused(hire('0x'), address('node'));
    await refused(hire(`0x${'11'.repeat(65)}`), address('node'));
  });

  it('is for this chain and this contract', async () => {
    const elsewhere = await signQuote(p, p.accounts.node, quote, { verifyingContract: p.market.address });
    await refused(hire(elsewhere), address('node'));
  });

  it('for a foreign chain is refused', async () => {
    // A node's own key signs for a chain that the test's chain is not; its wallet here would refuse to.
    const { privateKeyToAccount, generatePrivateKey } = await import('viem/accounts');
    const account = privateKeyToAccount(generatePrivateKey());
    const asked = jobRequest({ work: { targetNode: account.address } });
    const given = quoteFor(p, asked, quote.expiresAt);
    const signed = (chainId: number) =>
      signQuote(p, { ...p.accounts.node, account, signTypedData: account.signTypedData } as never, given, {
        chainId,
      });
    await refused(hire(await signed(p.deployment.chainId + 1), given, asked), account.address, given);
    await hire(await signed(p.deployment.chainId), given, asked);
  });

  it('is refused in its malleable form', async () => {
    const { r, s, yParity } = parseSignature(await signQuote(p, p.accounts.node, quote));
    const flipped = serializeSignature({
      r,
      s: `0x${(ORDER - BigInt(s)).toString(16).padStart(64, '0')}`,
      yParity: 1 - yParity,
    });
    await refused(hire(flipped), address('node'));
  });
});

describe('a quote of a smart account', () => {
  const wallet = parseAbi(['function setOwner(address newOwner)']);

  it('holds while its owner is who signed', async () => {
    const { address: account } = await chain.viem.deployContract(
      'SmartWallet' as never,
      [address('stranger')] as never,
    );
    const asked = jobRequest({ work: { targetNode: account } });
    const given = quoteFor(p, asked, quote.expiresAt);
    const signature = await signQuote(p, p.accounts.stranger, given);
    await hire(signature, given, asked);
    const foreign = await signQuote(p, p.accounts.node, given);
    await refused(hire(foreign, given, asked), getAddress(account), given);
    await p.accounts.deployer.writeContract({
      address: account,
      abi: wallet,
      functionName: 'setOwner',
      args: [address('buyer')],
    });
    await refused(hire(signature, given, asked), getAddress(account), given);
  });

  it('that is a contract without the check is refused', async () => {
    const asked = jobRequest({ work: { targetNode: p.treasury.address } });
    const given = quoteFor(p, asked, quote.expiresAt);
    const signature = await signQuote(p, p.accounts.node, given);
    await refused(hire(signature, given, asked), getAddress(p.treasury.address), given);
  });
});
