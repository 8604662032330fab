export { JOB_STATES, jobStateSchema } from './node-api/job-state.ts';
export type { JobState } from './node-api/job-state.ts';
export { nodeJobSchema } from './node-api/node-job.ts';
export type { NodeJob } from './node-api/node-job.ts';
export { nodeJobListSchema } from './node-api/node-job-list.ts';
export type { NodeJobList } from './node-api/node-job-list.ts';
export { nodeInfoSchema } from './node-api/node-info.ts';
export type { NodeInfo } from './node-api/node-info.ts';
export { nodeHealthSchema } from './node-api/node-health.ts';
export type { NodeHealth } from './node-api/node-health.ts';
export { problemSchema } from './node-api/problem.ts';
export type { Problem } from './node-api/problem.ts';
export { authNonceSchema } from './node-api/auth-nonce.ts';
export type { AuthNonce } from './node-api/auth-nonce.ts';
export { authVerifySchema } from './node-api/auth-verify.ts';
export type { AuthVerify } from './node-api/auth-verify.ts';
export { authSessionSchema } from './node-api/auth-session.ts';
export type { AuthSession } from './node-api/auth-session.ts';
export { servedModelListSchema } from './node-api/served-model-list.ts';
export type { ServedModelList } from './node-api/served-model-list.ts';
export { chatMessageSchema } from './node-api/chat-message.ts';
export type { ChatMessage } from './node-api/chat-message.ts';
export { chatRequestSchema } from './node-api/chat-request.ts';
export type { ChatRequest } from './node-api/chat-request.ts';
export { chatResponseSchema } from './node-api/chat-response.ts';
export type { ChatResponse } from './node-api/chat-response.ts';
export { chatChunkSchema } from './node-api/chat-chunk.ts';
export type { ChatChunk } from './node-api/chat-chunk.ts';
export { completionRequestSchema } from './node-api/completion-request.ts';
export type { CompletionRequest } from './node-api/completion-request.ts';
export { completionResponseSchema } from './node-api/completion-response.ts';
export type { CompletionResponse } from './node-api/completion-response.ts';
export { deploymentSchema } from './deployment.ts';
export type { Deployment } from './deployment.ts';
export { DEPLOYMENTS } from './deployments.ts';
export { NotFoundError } from './not-found-error.ts';
export type { ReadClient, WriteClient, On } from './contracts/clients.ts';
export { CONTRACT_ABIS } from './contracts/contract-abis.ts';
export type { ContractAbis, ContractName } from './contracts/contract-abis.ts';
export type { ContractErrorName, OwnErrorName, ContractErrorArgs } from './contracts/contract-error-name.ts';
export { ContractRevertedError, asContractRevertedError } from './contracts/contract-reverted-error.ts';
export type {
  OfferTerms,
  JobTerms,
  JobSubmission,
  Quote,
  AuditDraw,
  Jury,
  Opening,
  Finding,
  Parent,
} from './contracts/contract-types.ts';
export { DELIVERY_INDEX } from './contracts/delivery-index.ts';
export { UNAVAILABLE } from './contracts/unavailable.ts';
export { openingOf } from './contracts/opening-of.ts';
export { findingHash } from './contracts/finding-hash.ts';
export type { FindingHashParameters } from './contracts/finding-hash.ts';
export { quoteTypedData } from './contracts/quote-typed-data.ts';
export { decodeContractError } from './contracts/decode-contract-error.ts';
export type { DecodedContractError } from './contracts/decode-contract-error.ts';
export { decodeEvents, EventMissingError, eventIn } from './contracts/decode-events.ts';
export type { ContractEvent, EventArgs } from './contracts/decode-events.ts';
export { unpackLineage } from './contracts/lineage.ts';
export type { LineageShare } from './contracts/lineage.ts';
export { prepareCall } from './contracts/prepared-call.ts';
export type { PreparedCall } from './contracts/prepared-call.ts';
export { RIGHTS, rightsMask, rightsIn } from './contracts/rights.ts';
export type { Right } from './contracts/rights.ts';
export { sendCall } from './contracts/send-call.ts';
export {
  DERIVATION_POLICIES,
  LINEAGE_SOURCES,
  ESCROW_STATES,
  JOB_MODES,
  CLASS_STATUSES,
  CREDIT_REASONS,
  VERDICTS,
  DISPUTE_KINDS,
  DISPUTE_PHASES,
  DISPUTE_OUTCOMES,
  SEALS,
  numberOf,
  wordFor,
} from './contracts/words.ts';
export type {
  DerivationPolicy,
  LineageSource,
  EscrowState,
  JobMode,
  ClassStatus,
  CreditReason,
  Verdict,
  DisputeKind,
  DisputePhase,
  DisputeOutcome,
  Seal,
} from './contracts/words.ts';
export { prepareAcceptJob, acceptJob } from './actions/accept-job.ts';
export type { AcceptJobParameters } from './actions/accept-job.ts';
export { prepareAddStake, addStake } from './actions/add-stake.ts';
export type { AddStakeParameters } from './actions/add-stake.ts';
export { prepareBuyLicense, buyLicense } from './actions/buy-license.ts';
export type { BuyLicenseParameters } from './actions/buy-license.ts';
export { prepareBuyLicenseWithPermit, buyLicenseWithPermit } from './actions/buy-license-with-permit.ts';
export type { BuyLicenseWithPermitParameters } from './actions/buy-license-with-permit.ts';
export { prepareBuyLicenseWithVoucher, buyLicenseWithVoucher } from './actions/buy-license-with-voucher.ts';
export type { BuyLicenseWithVoucherParameters } from './actions/buy-license-with-voucher.ts';
export { prepareCancelVouchers, cancelVouchers } from './actions/cancel-vouchers.ts';
export type { CancelVouchersParameters } from './actions/cancel-vouchers.ts';
export {
  prepareRenewLicenseWithPermit,
  renewLicenseWithPermit,
} from './actions/renew-license-with-permit.ts';
export type { RenewLicenseWithPermitParameters } from './actions/renew-license-with-permit.ts';
export { prepareAssignSeat, assignSeat } from './actions/assign-seat.ts';
export type { AssignSeatParameters } from './actions/assign-seat.ts';
export { prepareClearSeat, clearSeat } from './actions/clear-seat.ts';
export type { ClearSeatParameters } from './actions/clear-seat.ts';
export { prepareRedeemReceipts, redeemReceipts } from './actions/redeem-receipts.ts';
export type { RedeemReceiptsParameters } from './actions/redeem-receipts.ts';
export { signVoucher } from './actions/sign-voucher.ts';
export { verifyVoucher } from './actions/verify-voucher.ts';
export type { VerifyVoucherParameters } from './actions/verify-voucher.ts';
export { isNonceUsed } from './actions/is-nonce-used.ts';
export type { SignedVoucher } from './vouchers/signed-voucher.ts';
export { voucherText } from './vouchers/voucher-text.ts';
export { parseVoucherText } from './vouchers/parse-voucher-text.ts';
export { VoucherTextError } from './vouchers/voucher-text-error.ts';
export { signReceipt } from './actions/sign-receipt.ts';
export { readSeat } from './actions/read-seat.ts';
export type { SeatFacts } from './actions/read-seat.ts';
export { readUnits } from './actions/read-units.ts';
export type { UnitsFacts } from './actions/read-units.ts';
export { voucherTypedData } from './contracts/voucher-typed-data.ts';
export { receiptTypedData } from './contracts/receipt-typed-data.ts';
export type { Permit, Voucher, Receipt } from './contracts/contract-types.ts';
export { prepareCancelJob, cancelJob } from './actions/cancel-job.ts';
export type { CancelJobParameters } from './actions/cancel-job.ts';
export { prepareClaimJob, claimJob } from './actions/claim-job.ts';
export type { ClaimJobParameters } from './actions/claim-job.ts';
export { prepareCloseOffer, closeOffer } from './actions/close-offer.ts';
export type { CloseOfferParameters } from './actions/close-offer.ts';
export { prepareExpireJob, expireJob } from './actions/expire-job.ts';
export type { ExpireJobParameters } from './actions/expire-job.ts';
export { prepareFinalizeJob, finalizeJob } from './actions/finalize-job.ts';
export type { FinalizeJobParameters } from './actions/finalize-job.ts';
export { findAsset } from './actions/find-asset.ts';
export { isLicensed } from './actions/is-licensed.ts';
export type { IsLicensedParameters } from './actions/is-licensed.ts';
export { prepareJoinClass, joinClass } from './actions/join-class.ts';
export type { JoinClassParameters } from './actions/join-class.ts';
export { prepareLeaveClass, leaveClass } from './actions/leave-class.ts';
export type { LeaveClassParameters } from './actions/leave-class.ts';
export { offerTerms, prepareMakeOffer, makeOffer } from './actions/make-offer.ts';
export type { MakeOfferParameters } from './actions/make-offer.ts';
export { prepareMintResult, mintResult } from './actions/mint-result.ts';
export type { MintResultParameters } from './actions/mint-result.ts';
export { preparePublishVersion, publishVersion } from './actions/publish-version.ts';
export type { PublishVersionParameters } from './actions/publish-version.ts';
export { readAsset } from './actions/read-asset.ts';
export type { AssetFacts } from './actions/read-asset.ts';
export { readClassStatus } from './actions/read-class-status.ts';
export { readCredit } from './actions/read-credit.ts';
export { readJobBond } from './actions/read-job-bond.ts';
export { readJobParameters } from './actions/read-job-parameters.ts';
export type { JobParameters } from './actions/read-job-parameters.ts';
export { readJobPrice } from './actions/read-job-price.ts';
export { readJobSubmission } from './actions/read-job-submission.ts';
export { readJobTerms } from './actions/read-job-terms.ts';
export { readJob } from './actions/read-job.ts';
export type { JobFacts } from './actions/read-job.ts';
export { readLicense } from './actions/read-license.ts';
export type { LicenseFacts } from './actions/read-license.ts';
export { readLineage } from './actions/read-lineage.ts';
export { readMinStake } from './actions/read-min-stake.ts';
export { readNode } from './actions/read-node.ts';
export type { NodeFacts } from './actions/read-node.ts';
export { readOfferTerms } from './actions/read-offer-terms.ts';
export { readOffer } from './actions/read-offer.ts';
export { prepareRegisterAsset, registerAsset } from './actions/register-asset.ts';
export type { RegisterAssetParameters } from './actions/register-asset.ts';
export { prepareRegisterNode, registerNode } from './actions/register-node.ts';
export type { RegisterNodeParameters } from './actions/register-node.ts';
export { prepareReleaseBond, releaseBond } from './actions/release-bond.ts';
export type { ReleaseBondParameters } from './actions/release-bond.ts';
export { prepareRenewLicense, renewLicense } from './actions/renew-license.ts';
export type { RenewLicenseParameters } from './actions/renew-license.ts';
export { prepareRequestJob, requestJob } from './actions/request-job.ts';
export type { RequestJobParameters } from './actions/request-job.ts';
export { servesClass } from './actions/serves-class.ts';
export { prepareSubmitJob, submitJob } from './actions/submit-job.ts';
export type { SubmitJobParameters } from './actions/submit-job.ts';
export { prepareTightenPolicy, tightenPolicy } from './actions/tighten-policy.ts';
export type { TightenPolicyParameters } from './actions/tighten-policy.ts';
export { prepareUnbondStake, unbondStake } from './actions/unbond-stake.ts';
export type { UnbondStakeParameters } from './actions/unbond-stake.ts';
export { prepareUpdateNode, updateNode } from './actions/update-node.ts';
export type { UpdateNodeParameters } from './actions/update-node.ts';
export { prepareWithdrawCredit, withdrawCredit } from './actions/withdraw-credit.ts';
export type { WithdrawCreditParameters } from './actions/withdraw-credit.ts';
export { prepareWithdrawFees, withdrawFees } from './actions/withdraw-fees.ts';
export type { WithdrawFeesParameters } from './actions/withdraw-fees.ts';
export { prepareWithdrawStake, withdrawStake } from './actions/withdraw-stake.ts';
export { prepareDrawAudits, drawAudits } from './actions/draw-audits.ts';
export type { DrawAuditsParameters } from './actions/draw-audits.ts';
export { preparePassAudit, passAudit } from './actions/pass-audit.ts';
export type { PassAuditParameters } from './actions/pass-audit.ts';
export { prepareFailAudit, failAudit } from './actions/fail-audit.ts';
export type { FailAuditParameters } from './actions/fail-audit.ts';
export { preparePostAuditKeys, postAuditKeys } from './actions/post-audit-keys.ts';
export type { PostAuditKeysParameters } from './actions/post-audit-keys.ts';
export { prepareCloseAudits, closeAudits } from './actions/close-audits.ts';
export type { CloseAuditsParameters } from './actions/close-audits.ts';
export { prepareChallengeLeaf, challengeLeaf } from './actions/challenge-leaf.ts';
export type { ChallengeLeafParameters } from './actions/challenge-leaf.ts';
export { prepareChallengeDelivery, challengeDelivery } from './actions/challenge-delivery.ts';
export type { ChallengeDeliveryParameters } from './actions/challenge-delivery.ts';
export { prepareOpenLeaves, openLeaves } from './actions/open-leaves.ts';
export type { OpenLeavesParameters } from './actions/open-leaves.ts';
export { prepareDrawJury, drawJury } from './actions/draw-jury.ts';
export type { DrawJuryParameters } from './actions/draw-jury.ts';
export { preparePostKeys, postKeys } from './actions/post-keys.ts';
export type { PostKeysParameters } from './actions/post-keys.ts';
export { prepareCommitFinding, commitFinding } from './actions/commit-finding.ts';
export type { CommitFindingParameters } from './actions/commit-finding.ts';
export { prepareRevealFinding, revealFinding } from './actions/reveal-finding.ts';
export type { RevealFindingParameters } from './actions/reveal-finding.ts';
export { prepareResolveDispute, resolveDispute } from './actions/resolve-dispute.ts';
export type { ResolveDisputeParameters } from './actions/resolve-dispute.ts';
export { prepareRenewTickets, renewTickets } from './actions/renew-tickets.ts';
export type { RenewTicketsParameters } from './actions/renew-tickets.ts';
export { prepareClearTickets, clearTickets } from './actions/clear-tickets.ts';
export type { ClearTicketsParameters } from './actions/clear-tickets.ts';
export { prepareHireNode, hireNode } from './actions/hire-node.ts';
export type { HireNodeParameters } from './actions/hire-node.ts';
export { signQuote } from './actions/sign-quote.ts';
export { readSeal } from './actions/read-seal.ts';
export { readDispute } from './actions/read-dispute.ts';
export type { DisputeFacts } from './actions/read-dispute.ts';
export { readJury } from './actions/read-jury.ts';
export { readAudits } from './actions/read-audits.ts';
export type { AuditFacts } from './actions/read-audits.ts';
export { readAuditDraw } from './actions/read-audit-draw.ts';
export { readDisputeParameters } from './actions/read-dispute-parameters.ts';
export type { DisputeParameters } from './actions/read-dispute-parameters.ts';
export { readMinAuditFee } from './actions/read-min-audit-fee.ts';
export { readClass } from './actions/read-class.ts';
export type { ClassFacts } from './actions/read-class.ts';
export { readMembership } from './actions/read-membership.ts';
export type { MembershipFacts } from './actions/read-membership.ts';
