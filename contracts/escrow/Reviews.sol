// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IJobReview} from "../interfaces/IJobReview.sol";
import {ITreasury} from "../interfaces/ITreasury.sol";
import {JobTerms} from "../libraries/JobTerms.sol";
import {JobBase} from "./JobBase.sol";

/// @title Reviews
/// @notice What audits and disputes do to a job.
abstract contract Reviews is JobBase {
    using JobTerms for Terms;

    address private immutable DISPUTES;

    constructor(address disputes) {
        DISPUTES = disputes;
    }

    modifier onlyDisputes() {
        if (msg.sender != DISPUTES) revert JobEscrow_NotDisputes(msg.sender, DISPUTES);
        _;
    }

    /// @inheritdoc IJobReview
    function openDispute(uint256 jobId) external onlyDisputes {
        Job storage job = _requireBonded(jobId, State.Submitted);
        ++job.review.openDisputes;
        if (job.state == State.Submitted) {
            job.state = State.Disputed;
            emit JobDisputed(jobId);
        }
    }

    /// @inheritdoc IJobReview
    function closeDispute(uint256 jobId) external onlyDisputes {
        Job storage job = _jobs[jobId];
        if (--job.review.openDisputes == 0 && job.state == State.Disputed) {
            job.state = State.Submitted;
            emit JobUndisputed(jobId);
        }
    }

    /// @inheritdoc IJobReview
    function refute(
        uint256 jobId,
        Terms calldata terms,
        Submission calldata submission,
        ITreasury.Credit[] calldata credits
    ) external onlyDisputes {
        Job storage job = _requireBonded(jobId, State.Disputed);
        _requireSubmission(jobId, job, terms, submission);
        uint256 price = terms.priceAt(job.claimedAt);
        uint256 bond = bondFor(terms, price);
        address node = job.node;
        bool isPaid = job.state == State.Settled;
        uint256 refund = isPaid ? 0 : terms.payment.maxPrice;
        ITreasury.Credit[] memory parts = credits;
        uint256 compensation = 0;
        if (isPaid)
            (parts, compensation) = _compensate(
                credits,
                terms.requester,
                _worth(terms.version, terms.payment.currency, price),
                bond
            );

        if (!isPaid) job.state = State.Refunded;
        uint256 unspent = _decide(jobId, job, terms, Verdict.Refuted);
        emit JobRefuted(jobId, terms.requester, node, refund, compensation);
        emit BondSlashed(jobId, node, bond);
        _refund(jobId, terms, refund + unspent);
        NODES.slash(node, bond, parts, jobId);
    }

    /// @inheritdoc IJobReview
    function voidJob(uint256 jobId, Terms calldata terms, Submission calldata submission) external onlyDisputes {
        Job storage job = _requireBonded(jobId, State.Disputed);
        _requireSubmission(jobId, job, terms, submission);
        bool isPaid = job.state == State.Settled;
        uint256 refund = isPaid ? 0 : terms.payment.maxPrice;

        if (!isPaid) job.state = State.Void;
        uint256 unspent = _decide(jobId, job, terms, Verdict.Void);
        emit JobVoided(jobId, terms.requester, job.node, refund);
        _refund(jobId, terms, refund + unspent);
        _freeBond(jobId, job.node, bondFor(terms, terms.priceAt(job.claimedAt)));
    }

    /// @inheritdoc IJobReview
    function passAudit(
        uint256 jobId,
        Terms calldata terms,
        Submission calldata submission,
        address auditor
    ) external onlyDisputes {
        Job storage job = _requireBonded(jobId, State.Submitted);
        _requireSubmission(jobId, job, terms, submission);
        uint256 fee = terms.payment.auditFee;

        --job.review.openAudits;
        ++job.review.passedAudits;
        emit AuditPaid(jobId, auditor, fee);
        ITreasury.Credit[] memory credits = new ITreasury.Credit[](1);
        credits[0] = ITreasury.Credit(auditor, fee, ITreasury.Reason.AuditFee, 0);
        TREASURY.release(terms.payment.currency, credits, jobId);
    }

    /// @inheritdoc IJobReview
    function endAudits(uint256 jobId, uint256 count) external onlyDisputes {
        Job storage job = _requireBonded(jobId, State.Submitted);
        job.review.openAudits = uint8(job.review.openAudits - count);
        emit AuditsEnded(jobId, count);
    }

    /* INTERNAL */

    /// `credits`, and what they leave of the bond up to `loss` for the requester.
    function _compensate(
        ITreasury.Credit[] calldata credits,
        address requester,
        uint256 loss,
        uint256 bond
    ) private pure returns (ITreasury.Credit[] memory parts, uint256 compensation) {
        uint256 count = credits.length;
        parts = new ITreasury.Credit[](count + 1);
        uint256 spent = 0;
        for (uint256 i = 0; i < count; ++i) {
            parts[i] = credits[i];
            spent += credits[i].amount;
        }
        // More than the bond is for the treasury to refuse.
        uint256 left = spent < bond ? bond - spent : 0;
        compensation = loss < left ? loss : left;
        parts[count] = ITreasury.Credit(requester, compensation, ITreasury.Reason.Slash, 0);
    }

    /// Writes the verdict of the dispute that ends the job.
    function _decide(
        uint256 jobId,
        Job storage job,
        Terms calldata terms,
        Verdict verdict
    ) private returns (uint256 unspent) {
        job.bondLocked = false;
        job.review.verdict = verdict;
        --job.review.openDisputes;
        return _endAudits(jobId, job, terms);
    }

    /// A result that its bond still answers for: paid, or from `required` on.
    function _requireBonded(uint256 jobId, State required) private view returns (Job storage job) {
        job = _jobs[jobId];
        State state = job.state;
        if (state == State.Settled) {
            if (!job.bondLocked) revert JobEscrow_BondNotLocked(jobId);
        } else if (state != State.Disputed && state != required) {
            revert JobEscrow_WrongState(jobId, state, required);
        }
    }
}
