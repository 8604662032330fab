import { formatEther } from 'viem';
import type { ContractErrorArgs, OwnErrorName } from './contract-error-name.ts';
import { CLASS_STATUSES, DERIVATION_POLICIES, ESCROW_STATES, JOB_MODES } from './words.ts';

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
  NodeRegistry_NotJobEscrow: () => 'Only the job escrow may lock, unlock and slash stakes.',
  NodeRegistry_NotRegistered: ({ node }) => `${node} is not registered as a node.`,
  NodeRegistry_NothingUnbonding: () => 'No stake is on its way out.',
  NodeRegistry_StakeBelowMinimum: ({ stake, minStake }) =>
    `A node keeps at least ${money(minStake)} staked, not ${money(stake)}.`,
  NodeRegistry_StillUnbonding: ({ unbondedAt }) => `The stake is free from ${time(unbondedAt)} on.`,
  NodeRegistry_ZeroDigest: () => 'A node’s manifest needs a digest.',

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
  JobEscrow_ModeNotAvailable: ({ mode, audits }) =>
    `This escrow cannot judge results in mode ${JOB_MODES[mode]} with ${audits} audits.`,
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
