import { formatEther } from 'viem';
import type { ContractErrorArgs, OwnErrorName } from './contract-error-name.ts';
import { DELIVERY_INDEX } from './delivery-index.ts';
import { CLASS_STATUSES, DERIVATION_POLICIES, DISPUTE_PHASES, ESCROW_STATES, JOB_MODES } from './words.ts';

/** What a contract's error means, for a person. Errors of libraries are named as they are declared. */
export function errorSentence(name: string, args: Readonly<Record<string, unknown>>): string {
  if (Object.hasOwn(OWN, name)) return (OWN[name as OwnErrorName] as Sentence)(args);
  if (Object.hasOwn(LIBRARY, name)) return LIBRARY[name]!(args);
  return `The contract refused the call: ${name}.`;
}

type Sentence = (args: Readonly<Record<string, unknown>>) => string;

const money = (amount: bigint): string => formatEther(amount);
const percent = (bps: bigint): string => `${Number(bps) / 100} %`;
const time = (seconds: bigint): string =>
  new Date(Number(seconds) * 1000).toISOString().replace('T', ' ').replace('.000Z', ' UTC');
const disputed = (jobId: bigint, index: bigint): string =>
  index === DELIVERY_INDEX ? `the delivery of job ${jobId}` : `leaf ${index} of job ${jobId}`;

const OWN: { readonly [Name in OwnErrorName]: (args: ContractErrorArgs<Name>) => string } = {
  AssetRegistry_AlreadyRegistered: ({ assetId }) =>
    `You have registered this manifest before, as asset ${assetId}.`,
  AssetRegistry_DerivationClosed: ({ assetId }) => `Only the owner of asset ${assetId} may derive from it.`,
  AssetRegistry_DerivationUnlicensed: ({ assetId }) =>
    `Deriving from asset ${assetId} needs a licence with the DERIVE right, held by the account that registers.`,
  AssetRegistry_DuplicateParent: ({ assetId }) => `Asset ${assetId} is named twice as a parent.`,
  AssetRegistry_NotJobEscrow: () => 'Only the job escrow may register a result.',
  AssetRegistry_NotOwner: ({ assetId, owner }) => `Asset ${assetId} belongs to ${owner}.`,
  AssetRegistry_PolicyNotTighter: ({ assetId, current, requested }) =>
    `The policy of asset ${assetId} is ${DERIVATION_POLICIES[current]}; it may be tightened, not set to ${DERIVATION_POLICIES[requested]}.`,
  AssetRegistry_RoyaltyTooHigh: ({ royaltyBps, maxBps }) =>
    `A royalty of ${percent(royaltyBps)} is above the limit of ${percent(maxBps)}.`,
  AssetRegistry_TooManyParents: ({ count, max }) => `${count} parents were named; ${max} are allowed.`,
  AssetRegistry_UnknownAsset: ({ assetId }) => `There is no asset ${assetId}.`,
  AssetRegistry_ZeroDigest: () => 'A manifest needs a digest.',

  Lineage_TooManyAncestors: ({ max }) => `The lineage has more than ${max} ancestors to pay.`,
  Lineage_TotalTooHigh: ({ totalBps, maxBps }) =>
    `The lineage takes ${percent(totalBps)} of every sale; at most ${percent(maxBps)} is allowed.`,

  LicenseMarket_AlreadySeated: ({ account, seat }) => `${account} has seat ${seat} of the licence.`,
  LicenseMarket_CurrencyNotAllowed: ({ currency }) => `Nothing may be priced in ${currency}.`,
  LicenseMarket_FeeTooHigh: ({ feeBps, maxBps }) =>
    `A fee of ${percent(feeBps)} is above the limit of ${percent(maxBps)}.`,
  LicenseMarket_InvalidExpiry: ({ expires }) => `A seat is given until a later time than ${time(expires)}.`,
  LicenseMarket_InvalidQuantity: ({ quantity, max }) =>
    `One to ${max} licences may be bought at once, not ${quantity}.`,
  LicenseMarket_InvalidRights: ({ rights }) => `${rights} is no mask of rights with USE in it.`,
  LicenseMarket_InvalidSignature: ({ signer }) =>
    `The signature is not one of ${signer} for this content on this chain.`,
  LicenseMarket_NonceUsed: () => 'The voucher was used before, or its seller has cancelled it.',
  LicenseMarket_NotAssetOwner: ({ assetId, owner }) =>
    `Only the owner of asset ${assetId}, ${owner}, may offer it.`,
  LicenseMarket_NotCovered: ({ account }) => `The licence does not cover ${account}.`,
  LicenseMarket_NotMetered: () => 'The licence is not metered.',
  LicenseMarket_NotSeller: ({ offerId, seller }) => `Only the seller, ${seller}, may close offer ${offerId}.`,
  LicenseMarket_NotTransferable: ({ licenseId }) => `Licence ${licenseId} may not be passed on.`,
  LicenseMarket_OfferClosed: ({ offerId }) => `The seller has closed offer ${offerId}.`,
  LicenseMarket_OfferVoid: ({ offerId }) => `Offer ${offerId} is void: the seller no longer owns the asset.`,
  LicenseMarket_Overpaid: ({ price, paid }) => `The price is ${money(price)}, but ${money(paid)} was sent.`,
  LicenseMarket_Perpetual: () => 'The licence is good for ever and needs no renewal.',
  LicenseMarket_PriceAboveMaximum: ({ price, maxPrice }) =>
    `The price is ${money(price)}, more than the ${money(maxPrice)} you allow.`,
  LicenseMarket_SeatCoolingDown: ({ seat, until }) =>
    `Seat ${seat} takes another account from ${time(until)} on.`,
  LicenseMarket_SeatEmpty: ({ seat }) => `Nobody has seat ${seat}.`,
  LicenseMarket_SignatureCount: ({ receipts, signatures }) =>
    `${receipts} receipts came with ${signatures} signatures.`,
  LicenseMarket_SoldOut: ({ left, quantity }) => `${left} licences are left, not ${quantity}.`,
  LicenseMarket_TermsMismatch: ({ offerId }) => `These are not the terms of offer ${offerId}.`,
  LicenseMarket_TooManyUses: ({ max }) => `A licence has at most ${max} metered units for each payment.`,
  LicenseMarket_TransferCoolingDown: ({ until }) => `The licence moves again from ${time(until)} on.`,
  LicenseMarket_Underpaid: ({ price, paid }) =>
    `The price is ${money(price)}, but only ${money(paid)} was sent.`,
  LicenseMarket_UnknownOffer: ({ offerId }) => `There is no offer ${offerId}.`,
  LicenseMarket_UnknownSeat: ({ seat, seats }) =>
    `The licence has ${seats} seats, and none with the number ${seat}.`,
  LicenseMarket_VoucherExpired: () => 'The voucher’s time is over.',
  LicenseMarket_ZeroAccount: () => 'A seat needs an account.',
  LicenseMarket_ZeroRecipient: () => 'A licence needs a recipient.',

  Treasury_CreditsExceedStake: ({ credits, stake }) =>
    `Parts of ${money(credits)} exceed the stake of ${money(stake)}.`,
  Treasury_CurrencyNotAllowed: ({ currency }) => `Nothing may be paid in ${currency}.`,
  Treasury_InsufficientCredit: ({ credit, amount }) =>
    `The credit is ${money(credit)}; ${money(amount)} cannot be withdrawn.`,
  Treasury_NotCore: () => 'Only the protocol’s own contracts may book money.',
  Treasury_NotEscrowHolder: () => 'Only a contract that holds escrow may book this.',
  Treasury_PaymentRefused: ({ recipient, amount }) => `${recipient} refused to receive ${money(amount)}.`,
  Treasury_WrongTransfer: ({ currency }) => `The token ${currency} did not move the amount that was due.`,
  Treasury_WrongValue: ({ due, sent }) => `${money(due)} is due, but ${money(sent)} was sent.`,
  Treasury_ZeroRecipient: () => 'Money needs a recipient.',

  NodeRegistry_AlreadyRegistered: ({ node }) => `${node} is registered as a node already.`,
  NodeRegistry_ClassAlreadyServed: () => 'The node serves this class already.',
  NodeRegistry_ClassNotOpen: ({ status }) => `The class takes no work: it is ${CLASS_STATUSES[status]}.`,
  NodeRegistry_ClassNotServed: ({ node }) => `Node ${node} does not serve this class.`,
  NodeRegistry_InsufficientLock: ({ locked, required }) =>
    `${money(locked)} is locked, less than the ${money(required)} asked for.`,
  NodeRegistry_InsufficientStake: ({ free, required }) =>
    `The node’s free stake is ${money(free)}; ${money(required)} is needed.`,
  NodeRegistry_NotJobEscrow: () => 'Only the job escrow may lock and unlock stakes.',
  NodeRegistry_NotRegistered: ({ node }) => `${node} is not registered as a node.`,
  NodeRegistry_NothingUnbonding: () => 'No stake is on its way out.',
  NodeRegistry_StakeBelowMinimum: ({ stake, minStake }) =>
    `A node keeps at least ${money(minStake)} staked, not ${money(stake)}.`,
  NodeRegistry_StillUnbonding: ({ unbondedAt }) => `The stake is free from ${time(unbondedAt)} on.`,
  NodeRegistry_NotCore: () => 'Only the job escrow and the disputes contract may take stakes.',
  NodeRegistry_NotDisputes: () => 'Only the disputes contract may do this.',
  NodeRegistry_StillBacked: ({ node, stake, required }) =>
    `Node ${node} backs its tickets: ${money(stake)} are staked, ${money(required)} needed.`,
  NodeRegistry_TooFewJurors: ({ drawn, minimum }) =>
    `Only ${drawn} nodes could be drawn; ${minimum} are needed.`,
  NodeRegistry_ZeroUnit: () => 'There is always some stake behind a ticket.',
  NodeRegistry_ZeroDigest: () => 'A node’s manifest needs a digest.',

  JobEscrow_AuditsOpen: ({ jobId, openAudits, endsAt }) =>
    `${openAudits} audits of job ${jobId} have not ended; draw and close them, or wait until ${time(endsAt)}.`,
  JobEscrow_BondTooSmall: ({ bond, required }) =>
    `A bond of ${money(bond)} does not cover both juries; ${money(required)} does.`,
  JobEscrow_ClassNotSlashable: ({ eligibleNodes, required }) =>
    `Audits need a slashable class with ${required} nodes that can be drawn; this one has ${eligibleNodes}.`,
  JobEscrow_DisputesOpen: ({ jobId, openDisputes }) =>
    `${openDisputes} disputes about job ${jobId} are open.`,
  JobEscrow_InvalidAuditFee: ({ auditFee, min }) =>
    `An audit pays at least ${money(min)}, not ${money(auditFee)}; without audits nothing.`,
  JobEscrow_InvalidAudits: ({ mode, audits, max }) =>
    `A job in mode ${JOB_MODES[mode]} cannot have ${audits} audits; mode audit has up to ${max}.`,
  JobEscrow_InvalidDelivery: ({ jobId }) =>
    `Job ${jobId}: a private result comes with its encrypted key, a public one without.`,
  JobEscrow_InvalidQuoteSignature: ({ node }) => `Node ${node} has not signed this quote.`,
  JobEscrow_InvalidSegments: ({ segments, min, max }) =>
    `A trace has ${min} to ${max} leaves, not ${segments}.`,
  JobEscrow_JuryMayNotRead: () => 'Private inputs that a jury may not read allow mode accept only.',
  JobEscrow_NotDisputes: () => 'Only the disputes contract may do this.',
  JobEscrow_PrivateNeedsTargetNode: () => 'Private inputs are for one node that can read them: name it.',
  JobEscrow_QuoteExpired: ({ expiresAt }) => `The quote was good until ${time(expiresAt)}.`,
  JobEscrow_QuoteMismatch: () => 'The request is not what the quote offers.',
  JobEscrow_SegmentTooDear: ({ maxPrice, segments, juryFee }) =>
    `${money(maxPrice)} for ${segments} segments is more than ${money(juryFee)} each, for which a juror recomputes one: cut the trace finer, or pay less.`,
  JobEscrow_TooShort: ({ duration, required }) =>
    `${duration} seconds are too short; ${required} are needed for a dispute to end.`,

  JobEscrow_BondNotLocked: ({ jobId }) => `The bond of job ${jobId} is not locked.`,
  JobEscrow_ChallengeWindowOpen: ({ endsAt }) => `The result may still be challenged until ${time(endsAt)}.`,
  JobEscrow_ClaimWindowOpen: ({ endsAt }) => `The job may still be claimed until ${time(endsAt)}.`,
  JobEscrow_ClaimWindowOver: ({ endedAt }) => `The job could be claimed until ${time(endedAt)}.`,
  JobEscrow_CurrencyWithoutBondRate: ({ currency }) => `There is no bond rate for jobs paid in ${currency}.`,
  JobEscrow_DeadlineNotReached: ({ deadline }) => `The node may still submit until ${time(deadline)}.`,
  JobEscrow_DeadlinePassed: ({ deadline }) => `The deadline was ${time(deadline)}.`,
  JobEscrow_FeeTooHigh: ({ feeBps, maxBps }) =>
    `A fee of ${percent(feeBps)} is above the limit of ${percent(maxBps)}.`,
  JobEscrow_InvalidClaimWindow: ({ claimWindow, max }) =>
    `A claim window lasts 1 to ${max} seconds, not ${claimWindow}.`,
  JobEscrow_InvalidPrice: ({ minPrice, maxPrice }) =>
    `The lowest price, ${money(minPrice)}, is above the highest, ${money(maxPrice)}.`,
  JobEscrow_InvalidRunTime: ({ runTime, max }) => `A job runs 1 to ${max} seconds, not ${runTime}.`,
  JobEscrow_NotAssignedNode: ({ jobId, node }) => `Job ${jobId} is claimed by another node, ${node}.`,
  JobEscrow_NotRequester: ({ jobId, requester }) =>
    `Only the requester of job ${jobId}, ${requester}, may do this.`,
  JobEscrow_NotTargetNode: ({ jobId, targetNode }) => `Job ${jobId} is meant for node ${targetNode}.`,
  JobEscrow_RoyaltyTooHigh: ({ royaltyBps, maxBps }) =>
    `A royalty of ${percent(royaltyBps)} is above the limit of ${percent(maxBps)}.`,
  JobEscrow_TermsMismatch: ({ jobId }) => `These are not the terms of job ${jobId}.`,
  JobEscrow_WrongState: ({ jobId, current, required }) =>
    `Job ${jobId} is ${ESCROW_STATES[current]}; it has to be ${ESCROW_STATES[required]}.`,
  JobEscrow_WrongValue: ({ due, sent }) => `${money(due)} goes into escrow, but ${money(sent)} was sent.`,
  JobEscrow_ZeroDigest: () => 'A specification, a result and a trace each need a digest.',
  JobEscrow_ZeroWindow: () => 'A window lasts at least one second.',

  Disputes_AlreadyChallenged: ({ jobId, index }) =>
    `There is a dispute about ${disputed(jobId, index)} already.`,
  Disputes_AlreadyCommitted: () => 'A juror commits once.',
  Disputes_AlreadyRevealed: () => 'A juror reveals once.',
  Disputes_AuditsNotOver: ({ endsAt }) => `The auditors have time until ${time(endsAt)}.`,
  Disputes_AuditsOver: ({ endedAt }) => `The auditors had time until ${time(endedAt)}.`,
  Disputes_ClassNotSlashable: ({ status }) =>
    `A mismatch would prove nothing: the class is ${CLASS_STATUSES[status]}.`,
  Disputes_CommitmentMismatch: () => 'This is not what the juror has committed to.',
  Disputes_DrawMismatch: ({ jobId }) => `These are not the audits that were drawn for job ${jobId}.`,
  Disputes_JuryMismatch: ({ jobId, index }) => `This is not the jury of ${disputed(jobId, index)}.`,
  Disputes_KeysMissing: ({ missing, endsAt }) =>
    missing
      ? `The auditors wait for the node’s keys until ${time(endsAt)}.`
      : 'The auditors wait for no keys.',
  Disputes_LeafNotInTrace: ({ jobId, index }) =>
    `The leaf is not at place ${index} of the trace of job ${jobId}.`,
  Disputes_NoAuditsToDraw: ({ jobId }) => `Job ${jobId} has no audits to draw now.`,
  Disputes_NotAuditor: ({ jobId, caller }) => `${caller} has no audit of job ${jobId} to answer there.`,
  Disputes_NotDisputable: ({ jobId, state, mode }) =>
    `Job ${jobId} has no result that could be disputed: it is ${ESCROW_STATES[state]}, in mode ${JOB_MODES[mode]}.`,
  Disputes_NotJuror: ({ jobId, index, caller }) =>
    `${caller} does not sit at that place of the jury of ${disputed(jobId, index)}.`,
  Disputes_NotNode: ({ jobId, node }) => `Only the node of job ${jobId}, ${node}, may do this.`,
  Disputes_NotRequester: ({ jobId, requester }) =>
    `Only the requester of job ${jobId}, ${requester}, may challenge its delivery.`,
  Disputes_NothingDelivered: ({ jobId }) => `The result of job ${jobId} is public: nothing was delivered.`,
  Disputes_NothingDrawn: ({ jobId }) => `The audits of job ${jobId} have not been drawn, or were closed.`,
  Disputes_NotTheResult: ({ jobId }) =>
    `The last leaf of job ${jobId} does not have the result as its state.`,
  Disputes_SeedExpired: ({ seedBlock }) =>
    `The hash of block ${seedBlock} can no longer be read, and so it was before: the draw is over.`,
  Disputes_SeedNotKnown: ({ seedBlock }) => `The draw waits for block ${seedBlock}.`,
  Disputes_TermsMismatch: ({ jobId }) => `These are not the terms and the submission of job ${jobId}.`,
  Disputes_TooEarly: ({ startsAt }) => `This may be done from ${time(startsAt)} on.`,
  Disputes_TooLate: ({ endedAt }) => `This could be done until ${time(endedAt)}.`,
  Disputes_UnknownLeaf: ({ index, segments }) => `The trace has ${segments} leaves, none at place ${index}.`,
  Disputes_WindowOver: ({ endedAt }) => `The result could be challenged until ${time(endedAt)}.`,
  Disputes_WrongBond: ({ due, sent }) =>
    `A challenge puts ${money(due)} at stake, but ${money(sent)} was sent.`,
  Disputes_WrongPhase: ({ jobId, index, current, required }) =>
    `The dispute about ${disputed(jobId, index)} is ${DISPUTE_PHASES[current]}; it has to be ${DISPUTE_PHASES[required]}.`,
  Disputes_ZeroCommitment: () => 'A commitment is never zero.',
  Disputes_ZeroDigest: () => 'Posted keys need a digest.',
};

/** Those of OpenZeppelin that a user may meet. */
const LIBRARY: Readonly<Record<string, Sentence>> = {
  AccessManagedUnauthorized: ({ caller }) => `${String(caller)} may not do this: it takes a role.`,
  EnforcedPause: () => 'This part of the protocol is paused; exits still work.',
  ERC721NonexistentToken: ({ tokenId }) => `There is no token ${String(tokenId)}.`,
  ERC721InsufficientApproval: ({ operator, tokenId }) =>
    `${String(operator)} may not move token ${String(tokenId)}.`,
  ERC721IncorrectOwner: ({ tokenId, owner }) => `Token ${String(tokenId)} belongs to ${String(owner)}.`,
};
