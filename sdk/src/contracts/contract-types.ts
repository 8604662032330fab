import type { ContractFunctionArgs } from 'viem';
import type { disputesAbi, jobEscrowAbi, licenseMarketAbi } from '../generated/abi.ts';

/** Terms of an offer, as `ILicenseMarket.OfferTerms`: only their hash is on chain, so they are passed back. */
export type OfferTerms = ContractFunctionArgs<typeof licenseMarketAbi, 'nonpayable', 'offer'>[0];

/** An ERC-2612 permit to the treasury, as `ILicenseMarket.Permit`. */
export type Permit = ContractFunctionArgs<typeof licenseMarketAbi, 'nonpayable', 'buyWithPermit'>[5];

/** A price granted to one recipient, as `ILicenseMarket.Voucher`. */
export type Voucher = ContractFunctionArgs<typeof licenseMarketAbi, 'payable', 'buyWithVoucher'>[1];

/** What an account has used at a server, as `ILicenseMarket.Receipt`. */
export type Receipt = ContractFunctionArgs<typeof licenseMarketAbi, 'nonpayable', 'redeem'>[0][number];

/** Terms of a job, as `IJobEscrow.Terms`: only their hash is on chain, so they are passed back. */
export type JobTerms = ContractFunctionArgs<typeof jobEscrowAbi, 'nonpayable', 'claim'>[1];

/** What a node hands in, as `IJobEscrow.Submission`: passed back like the terms. */
export type JobSubmission = ContractFunctionArgs<typeof jobEscrowAbi, 'nonpayable', 'submit'>[2];

/** A node's offer to do a job at a price, as `IJobEscrow.Quote`. */
export type Quote = ContractFunctionArgs<typeof jobEscrowAbi, 'payable', 'hire'>[1];

/** Who audits what, as `IDisputes.AuditDraw`: only its hash is on chain, so it is passed back. */
export type AuditDraw = ContractFunctionArgs<typeof disputesAbi, 'nonpayable', 'closeAudits'>[3];

/** Who judges what, as `IDisputes.Jury`: only its hash is on chain, so it is passed back. */
export type Jury = ContractFunctionArgs<typeof disputesAbi, 'nonpayable', 'resolve'>[4];

/** A node's answer to a challenge, as `IDisputes.Opening`. */
export type Opening = ContractFunctionArgs<typeof disputesAbi, 'nonpayable', 'open'>[5];

/** A recomputed leaf, as `IDisputes.Finding`. */
export type Finding = ContractFunctionArgs<typeof disputesAbi, 'nonpayable', 'reveal'>[4];

/** A parent of a new asset. */
export type Parent = {
  assetId: bigint;
  /** Licence with the DERIVE right, where the parent's policy asks for one. @default 0n */
  licenseId?: bigint;
};
