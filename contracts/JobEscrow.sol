// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IJobEscrow} from "./interfaces/IJobEscrow.sol";
import {ITreasury} from "./interfaces/ITreasury.sol";
import {JobBase} from "./escrow/JobBase.sol";
import {Requests} from "./escrow/Requests.sol";
import {Reviews} from "./escrow/Reviews.sol";
import {Bps} from "./libraries/Bps.sol";
import {JobTerms} from "./libraries/JobTerms.sol";
import {Versions} from "./libraries/Versions.sol";

/// @title JobEscrow
/// @notice See {IJobEscrow}, where everything is documented.
/// @dev Read {Requests} first (how a job begins), then this (how it is done and paid), then {Reviews} (how it is doubted).
contract JobEscrow is Requests, Reviews {
    using JobTerms for Terms;

    constructor(
        address authority,
        address assets,
        address nodes,
        address treasury,
        address disputes
    ) JobBase(authority, assets, nodes, treasury) Reviews(disputes) {}

    /* WORK */

    /// @inheritdoc IJobEscrow
    function claim(uint256 jobId, Terms calldata terms) external {
        Job storage job = _requireState(jobId, State.Open);
        _requireTerms(jobId, job, terms);
        address target = terms.work.targetNode;
        if (target != address(0) && target != msg.sender) {
            revert JobEscrow_NotTargetNode(jobId, msg.sender, target);
        }
        uint256 windowEndsAt = terms.claimWindowEnd();
        if (block.timestamp >= windowEndsAt) revert JobEscrow_ClaimWindowOver(jobId, windowEndsAt);
        uint256 price = terms.priceAt(block.timestamp);
        uint256 bond = bondFor(terms, price);

        job.node = msg.sender;
        job.claimedAt = uint40(block.timestamp);
        job.state = State.Claimed;
        job.bondLocked = true;
        emit JobClaimed(jobId, msg.sender, price, bond, block.timestamp, terms.deadline(block.timestamp));
        NODES.lock(msg.sender, terms.work.class, bond);
    }

    /// @inheritdoc IJobEscrow
    function submit(uint256 jobId, Terms calldata terms, Submission calldata submission) external {
        Job storage job = _requireState(jobId, State.Claimed);
        if (msg.sender != job.node) revert JobEscrow_NotAssignedNode(jobId, msg.sender, job.node);
        bytes32 termsHash = _requireTerms(jobId, job, terms);
        uint256 deadline = terms.deadline(job.claimedAt);
        if (block.timestamp >= deadline) revert JobEscrow_DeadlinePassed(jobId, deadline);
        if (submission.resultDigest == 0 || submission.traceRoot == 0) revert JobEscrow_ZeroDigest();
        if ((submission.deliveryDigest == 0) != (terms.work.encryptionKey == 0)) {
            revert JobEscrow_InvalidDelivery(jobId, submission.deliveryDigest);
        }
        Versions.Course storage course = _versions[terms.version].course;
        uint256 windowEndsAt = block.timestamp + course.challengeWindow;

        job.commitment = JobTerms.commitment(termsHash, submission);
        job.submittedAt = uint40(block.timestamp);
        job.state = State.Submitted;
        uint8 audits = terms.work.audits;
        if (audits != 0) {
            uint32 ticketCount = NODES.classOf(terms.work.class).tickets;
            job.review.seedBlock = uint40(block.number + course.seedDelay);
            job.review.ticketCount = ticketCount;
            job.review.openAudits = audits;
        }
        emit JobSubmitted(jobId, msg.sender, submission, block.timestamp, windowEndsAt);
    }

    /* SETTLEMENT */

    /// @inheritdoc IJobEscrow
    function accept(uint256 jobId, Terms calldata terms, Submission calldata submission) external {
        Job storage job = _requireState(jobId, State.Submitted);
        _requireSubmission(jobId, job, terms, submission);
        if (msg.sender != terms.requester) revert JobEscrow_NotRequester(jobId, msg.sender, terms.requester);

        emit JobAccepted(jobId, msg.sender);
        _settle(jobId, job, terms, terms.priceAt(job.claimedAt), 0);
    }

    /// @inheritdoc IJobEscrow
    function finalize(uint256 jobId, Terms calldata terms, Submission calldata submission) external {
        Job storage job = _requireState(jobId, State.Submitted);
        _requireSubmission(jobId, job, terms, submission);
        _requireReviewOver(jobId, job, terms);

        uint256 price = terms.priceAt(job.claimedAt);

        job.bondLocked = false;
        _settle(jobId, job, terms, price, _endAudits(jobId, job, terms));
        _freeBond(jobId, job.node, bondFor(terms, price));
    }

    /// @inheritdoc IJobEscrow
    function releaseBond(uint256 jobId, Terms calldata terms, Submission calldata submission) external {
        Job storage job = _requireState(jobId, State.Settled);
        _requireSubmission(jobId, job, terms, submission);
        if (!job.bondLocked) revert JobEscrow_BondNotLocked(jobId);
        uint256 disputes = job.review.openDisputes;
        if (disputes != 0) revert JobEscrow_DisputesOpen(jobId, disputes);
        _requireReviewOver(jobId, job, terms);

        job.bondLocked = false;
        _refund(jobId, terms, _endAudits(jobId, job, terms));
        _freeBond(jobId, job.node, bondFor(terms, terms.priceAt(job.claimedAt)));
    }

    /// @inheritdoc IJobEscrow
    function mintResult(
        uint256 jobId,
        Terms calldata terms,
        Submission calldata submission
    ) external returns (uint256 assetId) {
        Job storage job = _requireState(jobId, State.Settled);
        _requireSubmission(jobId, job, terms, submission);

        Outcome calldata outcome = terms.outcome;
        assetId = ASSETS.registerResult(
            jobId,
            terms.requester,
            submission.resultDigest,
            outcome.policy,
            outcome.royaltyBps,
            outcome.lineage
        );
        emit ResultMinted(jobId, assetId, terms.requester, submission.resultDigest);
    }

    /* WITHDRAWAL */

    /// @inheritdoc IJobEscrow
    function cancel(uint256 jobId, Terms calldata terms) external {
        Job storage job = _requireState(jobId, State.Open);
        _requireTerms(jobId, job, terms);
        uint256 windowEndsAt = terms.claimWindowEnd();
        if (msg.sender != terms.requester && block.timestamp < windowEndsAt) {
            revert JobEscrow_ClaimWindowOpen(jobId, windowEndsAt);
        }
        uint256 escrowed = terms.escrow();

        job.state = State.Canceled;
        emit JobCanceled(jobId, terms.requester, msg.sender, escrowed);
        _refund(jobId, terms, escrowed);
    }

    /// @inheritdoc IJobEscrow
    function expire(uint256 jobId, Terms calldata terms) external {
        Job storage job = _requireState(jobId, State.Claimed);
        _requireTerms(jobId, job, terms);
        uint256 deadline = terms.deadline(job.claimedAt);
        if (block.timestamp < deadline) revert JobEscrow_DeadlineNotReached(jobId, deadline);
        address node = job.node;
        uint256 bond = bondFor(terms, terms.priceAt(job.claimedAt));
        uint256 escrowed = terms.escrow();

        job.state = State.Refunded;
        job.bondLocked = false;
        emit JobRefunded(jobId, terms.requester, node, escrowed);
        emit BondSlashed(jobId, node, bond);
        _refund(jobId, terms, escrowed);
        // All of it is burnt: were the requester to gain, jobs that cannot be done would pay.
        NODES.slash(node, bond, new ITreasury.Credit[](0), jobId);
    }

    /* INTERNAL */

    /// `unspent` audit fees go back together with what the claim left of the highest price.
    function _settle(uint256 jobId, Job storage job, Terms calldata terms, uint256 price, uint256 unspent) private {
        uint256 fee = Bps.share(price, _versions[terms.version].course.feeBps);
        uint256 refund = terms.payment.maxPrice - price;
        address node = job.node;

        job.state = State.Settled;
        emit JobSettled(jobId, node, price - fee, fee, refund);
        TREASURY.settle(jobId, terms.payment.currency, node, price - fee, fee, terms.requester, refund + unspent);
    }

    function _requireState(uint256 jobId, State required) private view returns (Job storage job) {
        job = _jobs[jobId];
        if (job.state != required) revert JobEscrow_WrongState(jobId, job.state, required);
    }

    function _requireTerms(
        uint256 jobId,
        Job storage job,
        Terms calldata terms
    ) private view returns (bytes32 termsHash) {
        termsHash = terms.hash();
        if (job.commitment != termsHash) revert JobEscrow_TermsMismatch(jobId);
    }

    /// The challenge window is over, and no audit holds the job.
    function _requireReviewOver(uint256 jobId, Job storage job, Terms calldata terms) private view {
        uint256 endsAt = uint256(job.submittedAt) + _versions[terms.version].course.challengeWindow;
        if (block.timestamp < endsAt) revert JobEscrow_ChallengeWindowOpen(jobId, endsAt);
        uint256 audits = terms.work.audits == 0 ? 0 : job.review.openAudits;
        if (audits == 0) return;
        endsAt += _versions[terms.version].course.maxDuration;
        if (block.timestamp < endsAt) revert JobEscrow_AuditsOpen(jobId, audits, endsAt);
    }
}
