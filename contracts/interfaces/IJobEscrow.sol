// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IAssetRegistry} from "./IAssetRegistry.sol";

/// @title IJobEscrow
/// @notice Jobs: a requester pays a node to fine-tune a model, and owns the result.
/// @dev The terms are stored as one hash, emitted in full (`JobRequested`, then `JobFunded`) and passed back.
/// Times are half-open: what is allowed "until T" is allowed while `block.timestamp < T`; from T on it is over.
/// Every non-final state has an exit that anyone may trigger, also while paused: Open by `cancel` after the claim
/// window, Claimed by `expire` after the deadline, Submitted by `finalize` after the challenge window.
interface IJobEscrow {
    /// @notice Where a job stands. Settled, Canceled, Refunded and Void are final.
    /// Disputed: a challenge is open. Void: nobody's fault, everything went back.
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
    /// @param audits Paid audits, 0 to 4; 0 in mode Accept.
    /// @param segments Segments of the trace.
    /// @param longestSegment Optimiser steps of its longest segment.
    struct Work {
        bytes32 specDigest;
        bytes32 class;
        address targetNode;
        bytes32 encryptionKey;
        uint32 runTime;
        Mode mode;
        uint8 audits;
        uint32 segments;
        uint32 longestSegment;
    }

    /// @notice What is paid. The price rises linearly from `minPrice` to `maxPrice` over the claim window; the claim
    /// fixes it.
    /// @param currency ERC-20, or 0 for the native currency.
    /// @param claimWindow Seconds during which the job may be claimed.
    struct Payment {
        address currency;
        uint128 minPrice;
        uint128 maxPrice;
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
    struct Job {
        bytes32 commitment;
        address node;
        uint40 claimedAt;
        uint40 submittedAt;
        State state;
        bool bondLocked;
    }

    /// @notice Parameters, as a numbered version that a job keeps for its whole life.
    /// @param challengeWindow Seconds from submission to the end of the window.
    /// @param maxClaimWindow Longest claim window, in seconds.
    /// @param maxRunTime Longest time to run, in seconds.
    /// @param feeBps The protocol's part of the price.
    /// @param bondBps Bond in parts of a native price; may exceed 10,000.
    /// @param minBond Smallest bond, in wei.
    struct Parameters {
        uint32 challengeWindow;
        uint32 maxClaimWindow;
        uint32 maxRunTime;
        uint16 feeBps;
        uint32 bondBps;
        uint96 minBond;
    }

    /// @notice Bond rate of an ERC-20 in a version of the parameters.
    /// @param currency The token.
    /// @param weiPerToken Wei of bond for 1e18 smallest units of price.
    struct BondRate {
        address currency;
        uint256 weiPerToken;
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
    /// @notice The value sent is not the highest price (nothing, where the price is in a token).
    error JobEscrow_WrongValue(uint256 due, uint256 sent);
    /// @notice The claim window is between 1 second and `max`.
    error JobEscrow_InvalidClaimWindow(uint256 claimWindow, uint256 max);
    /// @notice The time to run is between 1 second and `max`.
    error JobEscrow_InvalidRunTime(uint256 runTime, uint256 max);
    /// @notice This escrow cannot judge a result in the mode with that many audits.
    error JobEscrow_ModeNotAvailable(Mode mode, uint256 audits);
    /// @notice The version has no bond rate for the currency.
    error JobEscrow_CurrencyWithoutBondRate(address currency, uint256 version);
    /// @notice The result's royalty is at most `maxBps`.
    error JobEscrow_RoyaltyTooHigh(uint256 royaltyBps, uint256 maxBps);
    /// @notice The protocol's fee is at most `maxBps`.
    error JobEscrow_FeeTooHigh(uint256 feeBps, uint256 maxBps);
    /// @notice Every window of the parameters lasts.
    error JobEscrow_ZeroWindow();

    /// @notice A job was requested: who, what, when, under which parameters. `JobFunded` follows.
    event JobRequested(
        uint256 indexed jobId,
        address indexed requester,
        bytes32 indexed class,
        Work work,
        uint40 requestedAt,
        uint32 version
    );
    /// @notice The rest of the terms: what is paid (the highest price is in escrow), and how the result is registered.
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
    /// @param refund The rest of the escrow, back to the requester.
    event JobSettled(uint256 indexed jobId, address indexed node, uint256 paid, uint256 fee, uint256 refund);
    /// @notice The job was canceled before a claim, by `caller`; the requester got everything back.
    event JobCanceled(uint256 indexed jobId, address indexed requester, address caller, uint256 refund);
    /// @notice The node missed the deadline; the requester got everything back.
    event JobRefunded(uint256 indexed jobId, address indexed requester, address indexed node, uint256 refund);
    /// @notice The node's bond is free again.
    event BondReleased(uint256 indexed jobId, address indexed node, uint256 bond);
    /// @notice The node lost its bond.
    event BondSlashed(uint256 indexed jobId, address indexed node, uint256 bond);
    /// @notice The result became an asset of the requester.
    event ResultMinted(uint256 indexed jobId, uint256 indexed assetId, address indexed requester, bytes32 resultDigest);
    /// @notice A new version of the parameters holds for requests from now on. `BondRateSet` follow.
    event ParametersSet(uint256 indexed version, Parameters parameters);
    /// @notice The version has a bond rate for a token.
    event BondRateSet(uint256 indexed version, address indexed currency, uint256 weiPerToken);

    /// @notice Requests a job and puts its highest price into escrow. Stopped by a pause.
    /// @dev A price in a token is taken by the treasury, which the requester has to approve.
    /// @return jobId The new job; ids count from 1.
    function request(Request calldata job) external payable returns (uint256 jobId);

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

    /// @notice Pays the node and frees its bond after the challenge window, by anyone.
    function finalize(uint256 jobId, Terms calldata terms, Submission calldata submission) external;

    /// @notice Frees the bond of an accepted job after the challenge window, by anyone.
    function releaseBond(uint256 jobId, Terms calldata terms, Submission calldata submission) external;

    /// @notice After a missed deadline: refunds the requester and burns the bond, by anyone.
    function expire(uint256 jobId, Terms calldata terms) external;

    /// @notice Registers the result of a settled job as an asset of its requester, by anyone, once.
    /// @dev A second call reverts in the registry, where the requester's digest is taken.
    /// @return assetId The new asset.
    function mintResult(
        uint256 jobId,
        Terms calldata terms,
        Submission calldata submission
    ) external returns (uint256 assetId);

    /// @notice Sets the parameters of requests from now on. Restricted.
    /// @return version Their number.
    function setParameters(
        Parameters calldata parameters,
        BondRate[] calldata bondRates
    ) external returns (uint256 version);

    /// @notice Stops requests. Restricted.
    function pause() external;

    /// @notice Allows them again. Restricted.
    function unpause() external;

    /// @notice What is stored of a job; zeros for none.
    function jobOf(uint256 jobId) external view returns (Job memory job);

    /// @notice The price at which the job could be claimed at `timestamp`.
    function priceAt(Terms calldata terms, uint256 timestamp) external pure returns (uint256 price);

    /// @notice The bond that a claim at `price` locks, in wei.
    function bondFor(Terms calldata terms, uint256 price) external view returns (uint256 bond);

    /// @notice A version of the parameters.
    function parametersOf(uint256 version) external view returns (Parameters memory parameters);

    /// @notice Number of the parameters that hold for new requests.
    function currentVersion() external view returns (uint256 version);

    /// @notice How many jobs were requested; the newest has this id.
    function jobCount() external view returns (uint256 count);
}
