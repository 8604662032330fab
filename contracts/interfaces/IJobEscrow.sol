// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IAssetRegistry} from "./IAssetRegistry.sol";
import {IJobParameters} from "./IJobParameters.sol";
import {IJobReview} from "./IJobReview.sol";

/// @title IJobEscrow
/// @notice Jobs: a requester pays a node to fine-tune a model, and owns the result.
/// @dev The terms are stored as one hash, emitted in full (`JobRequested`, then `JobFunded`) and passed back.
/// Times are half-open: what is allowed "until T" is allowed while `block.timestamp < T`; from T on it is over.
/// Every non-final state has an exit that anyone may trigger, also while paused: Open by `cancel` after the claim
/// window, Claimed by `expire` after the deadline, Submitted by `finalize` after the challenge window and its audits,
/// Disputed by `Disputes.resolve`.
interface IJobEscrow is IJobParameters, IJobReview {
    /// @notice Where a job stands. Settled, Canceled, Refunded and Void are final.
    /// Refunded: the node missed the deadline, or its result was refuted before it was paid. Disputed: a dispute is open
    /// about a result that is not paid yet. Void: nobody's fault, everything went back.
    enum State {
        None,
        Open,
        Claimed,
        Submitted,
        Settled,
        Canceled,
        Refunded,
        Disputed,
        Void
    }

    /// @notice How a result is judged. Accept: by the requester alone. Audit: by drawn nodes that recompute it.
    enum Mode {
        Accept,
        Audit
    }

    /// @notice What is to be done.
    /// @param specDigest sha2-256 of the job's manifest.
    /// @param class Determinism class: keccak256 of its text.
    /// @param targetNode The one node that may claim; 0 = any of the class.
    /// @param encryptionKey The requester's X25519 key for this job; 0 where the result is public.
    /// @param runTime Seconds from the claim to the deadline.
    /// @param mode How the result is judged.
    /// @param juryMayRead Whether drawn nodes get the key of private inputs. Private inputs that a jury may not read
    /// allow mode Accept only.
    /// @param audits Paid audits, 0 to 4; 0 in mode Accept.
    /// @param segments Segments of the trace, a leaf each: the inputs, the optimiser's segments, the evaluation where one
    /// is asked for, the export. At least 2.
    /// @param longestSegment Optimiser steps of its longest segment.
    struct Work {
        bytes32 specDigest;
        bytes32 class;
        address targetNode;
        bytes32 encryptionKey;
        uint32 runTime;
        Mode mode;
        bool juryMayRead;
        uint8 audits;
        uint32 segments;
        uint32 longestSegment;
    }

    /// @notice What is paid. The price rises linearly from `minPrice` to `maxPrice` over the claim window; the claim
    /// fixes it.
    /// @param currency ERC-20, or 0 for the native currency.
    /// @param auditFee What a passed audit pays its auditor, held on top of the price for each audit; 0 without audits.
    /// @param claimWindow Seconds during which the job may be claimed.
    struct Payment {
        address currency;
        uint128 minPrice;
        uint128 maxPrice;
        uint128 auditFee;
        uint32 claimWindow;
    }

    /// @notice What a requester asks for.
    /// @param policy Who may derive from the result.
    /// @param royaltyBps The result's part of the sales of works derived from it.
    /// @param parents What the result is made from; their rights and the lineage are resolved and frozen now.
    struct Request {
        Work work;
        Payment payment;
        IAssetRegistry.Policy policy;
        uint16 royaltyBps;
        IAssetRegistry.Parent[] parents;
    }

    /// @notice How the result is to be registered.
    struct Outcome {
        IAssetRegistry.Policy policy;
        uint16 royaltyBps;
        IAssetRegistry.Lineage lineage;
    }

    /// @notice A job's terms: the request with what was resolved and frozen.
    /// @param requester Who asked, pays and will own the result.
    /// @param requestedAt When.
    /// @param version Number of the parameters that hold for the job.
    struct Terms {
        address requester;
        uint40 requestedAt;
        uint32 version;
        Work work;
        Payment payment;
        Outcome outcome;
    }

    /// @notice What a node hands in.
    /// @param resultDigest Digest of the result's manifest.
    /// @param traceRoot Merkle root of the trace's leaves.
    /// @param deliveryDigest Digest of the result key encrypted to the requester's key; 0 where the result is public.
    struct Submission {
        bytes32 resultDigest;
        bytes32 traceRoot;
        bytes32 deliveryDigest;
    }

    /// @notice What is stored of a job.
    /// @param commitment Hash of the terms; from Submitted on, hash of that hash and the submission.
    /// @param node Who claimed it.
    /// @param claimedAt When.
    /// @param submittedAt When.
    /// @param state Where it stands.
    /// @param bondLocked Whether the node's bond is still locked.
    /// @param review What audits and disputes have come to; zeros in mode Accept until a dispute.
    struct Job {
        bytes32 commitment;
        address node;
        uint40 claimedAt;
        uint40 submittedAt;
        State state;
        bool bondLocked;
        Review review;
    }

    /// @notice A node's signed offer to do a job at a price (EIP-712). It binds nobody else and ends with `expiresAt`.
    /// @param node Who offers; an account or an ERC-1271 wallet.
    /// @param requester Who may use it; 0 = anyone.
    /// @param specDigest The job's manifest.
    /// @param class Determinism class.
    /// @param currency ERC-20, or 0 for the native currency.
    /// @param price In the smallest unit.
    /// @param runTime Seconds from the claim to the deadline.
    /// @param expiresAt Until when it is good.
    struct Quote {
        address node;
        address requester;
        bytes32 specDigest;
        bytes32 class;
        address currency;
        uint128 price;
        uint32 runTime;
        uint40 expiresAt;
    }

    /// @notice The job is not in the state that the call needs.
    error JobEscrow_WrongState(uint256 jobId, State current, State required);
    /// @notice The terms (or terms and submission) are not those of the job.
    error JobEscrow_TermsMismatch(uint256 jobId);
    /// @notice Only the requester may do this.
    error JobEscrow_NotRequester(uint256 jobId, address caller, address requester);
    /// @notice The job is for another node.
    error JobEscrow_NotTargetNode(uint256 jobId, address caller, address targetNode);
    /// @notice Another node has claimed the job.
    error JobEscrow_NotAssignedNode(uint256 jobId, address caller, address node);
    /// @notice The claim window is over.
    error JobEscrow_ClaimWindowOver(uint256 jobId, uint256 endedAt);
    /// @notice The claim window is still open.
    error JobEscrow_ClaimWindowOpen(uint256 jobId, uint256 endsAt);
    /// @notice The deadline has passed.
    error JobEscrow_DeadlinePassed(uint256 jobId, uint256 deadline);
    /// @notice The deadline has not passed.
    error JobEscrow_DeadlineNotReached(uint256 jobId, uint256 deadline);
    /// @notice The challenge window is still open.
    error JobEscrow_ChallengeWindowOpen(uint256 jobId, uint256 endsAt);
    /// @notice The bond of the job is not locked.
    error JobEscrow_BondNotLocked(uint256 jobId);
    /// @notice A specification, a result and a trace each have a digest.
    error JobEscrow_ZeroDigest();
    /// @notice The lowest price is at most the highest.
    error JobEscrow_InvalidPrice(uint256 minPrice, uint256 maxPrice);
    /// @notice The value sent is not what goes into escrow (nothing, where the price is in a token).
    error JobEscrow_WrongValue(uint256 due, uint256 sent);
    /// @notice The claim window is between 1 second and `max`.
    error JobEscrow_InvalidClaimWindow(uint256 claimWindow, uint256 max);
    /// @notice The time to run is between 1 second and `max`.
    error JobEscrow_InvalidRunTime(uint256 runTime, uint256 max);
    /// @notice Audits are for mode Audit, at most `max` and one for each segment.
    error JobEscrow_InvalidAudits(Mode mode, uint256 audits, uint256 max);
    /// @notice Mode Audit needs a slashable class with at least `required` eligible nodes; with fewer it is provisional.
    error JobEscrow_ClassNotSlashable(bytes32 class, uint256 eligibleNodes, uint256 required);
    /// @notice Private inputs that a jury may not read allow mode Accept only.
    error JobEscrow_JuryMayNotRead();
    /// @notice Private inputs are for one node that can read them: name it.
    error JobEscrow_PrivateNeedsTargetNode();
    /// @notice A trace has between `min` and `max` segments.
    error JobEscrow_InvalidSegments(uint256 segments, uint256 min, uint256 max);
    /// @notice In mode Audit the highest price, by what it is worth in wei, is at most `juryFee` for each segment: a juror
    /// does not recompute for less than a segment costs.
    error JobEscrow_SegmentTooDear(uint256 maxPrice, uint256 segments, uint256 juryFee);
    /// @notice The audit fee is at least `min`; without audits it is 0.
    error JobEscrow_InvalidAuditFee(uint256 auditFee, uint256 min);
    /// @notice The result of a private job comes with its encrypted key; a public one without.
    error JobEscrow_InvalidDelivery(uint256 jobId, bytes32 deliveryDigest);
    /// @notice The request is not what the quote offers.
    error JobEscrow_QuoteMismatch(bytes32 quoteHash);
    /// @notice The quote has ended.
    error JobEscrow_QuoteExpired(uint256 expiresAt);
    /// @notice The node did not sign the quote for this contract on this chain.
    error JobEscrow_InvalidQuoteSignature(address node, bytes32 quoteHash);
    /// @notice The version has no bond rate for the currency.
    error JobEscrow_CurrencyWithoutBondRate(address currency, uint256 version);
    /// @notice The result's royalty is at most `maxBps`.
    error JobEscrow_RoyaltyTooHigh(uint256 royaltyBps, uint256 maxBps);

    /// @notice A job was requested: who, what, when, under which parameters. `JobFunded` follows.
    event JobRequested(
        uint256 indexed jobId,
        address indexed requester,
        bytes32 indexed class,
        Work work,
        uint40 requestedAt,
        uint32 version
    );
    /// @notice The rest of the terms: what is paid (the highest price and the fees of all audits are in escrow), and how the
    /// result is registered.
    event JobFunded(uint256 indexed jobId, Payment payment, Outcome outcome);
    /// @notice A node claimed the job.
    /// @param price Fixed now.
    /// @param bond Locked, in wei.
    /// @param claimedAt When.
    /// @param deadline Until when it may submit.
    event JobClaimed(
        uint256 indexed jobId,
        address indexed node,
        uint256 price,
        uint256 bond,
        uint256 claimedAt,
        uint256 deadline
    );
    /// @notice The node submitted.
    /// @param windowEndsAt From when anyone may finalize.
    event JobSubmitted(
        uint256 indexed jobId,
        address indexed node,
        Submission submission,
        uint256 submittedAt,
        uint256 windowEndsAt
    );
    /// @notice The requester accepted the result; `JobSettled` follows.
    event JobAccepted(uint256 indexed jobId, address indexed requester);
    /// @notice The node was paid.
    /// @param paid To the node.
    /// @param fee To the protocol.
    /// @param refund What is left of the highest price, back to the requester.
    event JobSettled(uint256 indexed jobId, address indexed node, uint256 paid, uint256 fee, uint256 refund);
    /// @notice The job was canceled before a claim, by `caller`; the requester got everything back.
    event JobCanceled(uint256 indexed jobId, address indexed requester, address caller, uint256 refund);
    /// @notice A quote of the node stands behind the request.
    event JobQuoted(uint256 indexed jobId, address indexed node, bytes32 quoteHash);
    /// @notice The node missed the deadline; the requester got everything back.
    event JobRefunded(uint256 indexed jobId, address indexed requester, address indexed node, uint256 refund);
    /// @notice The node's bond is free again.
    event BondReleased(uint256 indexed jobId, address indexed node, uint256 bond);
    /// @notice The node lost its bond.
    event BondSlashed(uint256 indexed jobId, address indexed node, uint256 bond);
    /// @notice The result became an asset of the requester.
    event ResultMinted(uint256 indexed jobId, uint256 indexed assetId, address indexed requester, bytes32 resultDigest);

    /// @notice Requests a job; its highest price and the fees of its audits go into escrow. Stopped by a pause.
    /// @dev A price in a token is taken by the treasury, which the requester has to approve. In mode Accept the class is not
    /// looked at: one that no node may serve is never claimed, and the request can be taken back.
    /// @return jobId The new job; ids count from 1.
    function request(Request calldata job) external payable returns (uint256 jobId);

    /// @notice Requests a job from a node at the price it has quoted: the request names the node, its minimum and maximum
    /// price are the quote's. The node still checks the inputs before it claims. Stopped by a pause.
    function hire(
        Request calldata job,
        Quote calldata quote,
        bytes calldata signature
    ) external payable returns (uint256 jobId);

    /// @notice Takes an open job back: by its requester at any time, by anyone after the claim window.
    function cancel(uint256 jobId, Terms calldata terms) external;

    /// @notice Claims an open job for the calling node, fixes the price and locks the bond. Stopped by a pause of the
    /// node registry.
    /// @dev A claim that comes too late reverts before anything else is read.
    function claim(uint256 jobId, Terms calldata terms) external;

    /// @notice Hands in the result, by the assigned node until the deadline.
    function submit(uint256 jobId, Terms calldata terms, Submission calldata submission) external;

    /// @notice Pays the node at once, by the requester. The bond stays locked until the challenge window ends.
    function accept(uint256 jobId, Terms calldata terms, Submission calldata submission) external;

    /// @notice Pays the node and frees its bond after the challenge window and the audits, by anyone.
    function finalize(uint256 jobId, Terms calldata terms, Submission calldata submission) external;

    /// @notice Frees the bond of an accepted job after the challenge window, its audits and disputes, by anyone; what was
    /// held for audits that nobody passed goes back.
    function releaseBond(uint256 jobId, Terms calldata terms, Submission calldata submission) external;

    /// @notice After a missed deadline: refunds the requester and burns the bond, by anyone.
    function expire(uint256 jobId, Terms calldata terms) external;

    /// @notice Registers the result of a settled job as an asset of its requester, by anyone, once.
    /// @dev A second call reverts in the registry, where the requester's digest is taken. A result that is refuted after
    /// its payment stays the requester's: what it is worth is for the seal to say, minted before or after.
    /// @return assetId The new asset.
    function mintResult(
        uint256 jobId,
        Terms calldata terms,
        Submission calldata submission
    ) external returns (uint256 assetId);

    /// @notice Stops requests. Restricted.
    function pause() external;

    /// @notice Allows them again. Restricted.
    function unpause() external;

    /// @notice What is stored of a job; zeros for none.
    function jobOf(uint256 jobId) external view returns (Job memory job);

    /// @notice The price at which the job could be claimed at `timestamp`.
    function priceAt(Terms calldata terms, uint256 timestamp) external pure returns (uint256 price);

    /// @notice The bond that a claim at `price` locks, in wei: `bondBps` of what the price is worth, at least `minBond`.
    function bondFor(Terms calldata terms, uint256 price) external view returns (uint256 bond);

    /// @notice The smallest audit fee of a request, in its currency: `auditRateBps` of the average segment's pay, rounded
    /// down; 0 without audits.
    function minAuditFee(Request calldata job) external view returns (uint256 fee);

    /// @notice The EIP-712 hash that the node of a quote signs.
    function hashQuote(Quote calldata quote) external view returns (bytes32 quoteHash);

    /// @notice How many jobs were requested; the newest has this id.
    function jobCount() external view returns (uint256 count);
}
