import { classId } from '@cultivar/sdk/spec';
import { parseEther } from 'viem';
import type { Address, Hex } from 'viem';
import type { Wallet } from './contract.ts';
import { digest } from './digest.ts';
import { requestJob, submissionOf } from './job-request.ts';
import type { JobRequest } from './job-request.ts';
import { CLASS_NAME, NATIVE } from './protocol.ts';
import type { Protocol } from './protocol.ts';

/** `IAssetRegistry.Policy`. */
export const POLICY = { Open: 0, Licensed: 1, Closed: 2 } as const;
/** Bits of a licence's mask of rights. */
export const RIGHT = { USE: 1, COMMERCIAL: 2, DERIVE: 4, TRANSFER: 8 } as const;

/** Registers a model of the publisher, or of whom the test names. @returns its id. */
export async function registerAsset(
  { assets, accounts }: Protocol,
  name: string,
  options: { by?: Wallet; policy?: number; royaltyBps?: number; parents?: bigint[]; licenseId?: bigint } = {},
): Promise<bigint> {
  const parents = (options.parents ?? []).map((assetId) => ({ assetId, licenseId: options.licenseId ?? 0n }));
  await assets.write.register(
    [0, digest(name), options.policy ?? POLICY.Open, options.royaltyBps ?? 500, parents],
    { account: (options.by ?? accounts.publisher).account },
  );
  return assets.read.assetCount();
}

/** Terms of an offer by the publisher; everything that a test does not care about has a plain value. */
export function offerTerms({ accounts }: Protocol, changes: Partial<OfferTerms> = {}): OfferTerms {
  return {
    assetId: 1n,
    seller: accounts.publisher.account.address,
    currency: NATIVE,
    price: parseEther('1'),
    duration: 0,
    maxSupply: 0,
    seats: 0,
    uses: 0,
    rights: RIGHT.USE,
    textDigest: digest('licence text'),
    ...changes,
  };
}

/** `ILicenseMarket.OfferTerms`. */
export type OfferTerms = {
  assetId: bigint;
  seller: Address;
  currency: Address;
  price: bigint;
  duration: number;
  maxSupply: number;
  seats: number;
  uses: number;
  rights: number;
  textDigest: Hex;
};

/** Makes the publisher's offer. @returns its id and terms. */
export async function makeOffer(p: Protocol, changes: Partial<OfferTerms> = {}) {
  const terms = offerTerms(p, changes);
  await p.market.write.offer([terms], { account: p.accounts.publisher.account });
  return { offerId: await p.market.read.offerCount(), terms };
}

/** The buyer buys one licence. @returns its id. */
export async function buyLicense(
  p: Protocol,
  offer: { offerId: bigint; terms: OfferTerms },
): Promise<bigint> {
  const { buyer } = p.accounts;
  const value = offer.terms.currency === NATIVE ? offer.terms.price : 0n;
  const args = [offer.offerId, offer.terms, buyer.account.address, 1n, offer.terms.price] as const;
  await p.market.write.buy(args, { account: buyer.account, value });
  const bought = await p.market.getEvents.LicenseBought({ offerId: offer.offerId });
  return bought.at(-1)!.args.licenseId!;
}

/** Registers the node with 5 units of stake. */
export async function registerNode({ nodes, accounts }: Protocol, by: Wallet = accounts.node): Promise<void> {
  await nodes.write.register([digest('node'), [classId(CLASS_NAME)]], {
    account: by.account,
    value: parseEther('5'),
  });
}

/** Requests and claims a job. */
export async function claimedJob(p: Protocol, request?: JobRequest) {
  const job = await requestJob(p, request);
  await p.escrow.write.claim([job.jobId, job.terms], { account: p.accounts.node.account });
  return job;
}

/** Requests, claims and submits a job. */
export async function submittedJob(p: Protocol, request?: JobRequest) {
  const job = await claimedJob(p, request);
  const submission = submissionOf(`job ${job.jobId}`);
  await p.escrow.write.submit([job.jobId, job.terms, submission], { account: p.accounts.node.account });
  return { ...job, submission };
}

/** What the account may withdraw, in the native currency. */
export const creditOf = ({ treasury }: Protocol, account: Address): Promise<bigint> =>
  treasury.read.creditOf([account, NATIVE]);
