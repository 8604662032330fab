// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Auditing} from "./disputes/Auditing.sol";
import {Challenges} from "./disputes/Challenges.sol";
import {DisputeBase} from "./disputes/DisputeBase.sol";
import {Outcomes} from "./disputes/Outcomes.sol";
import {Rounds} from "./disputes/Rounds.sol";
import {IAudits} from "./interfaces/IAudits.sol";
import {IDisputes} from "./interfaces/IDisputes.sol";
import {IJobEscrow} from "./interfaces/IJobEscrow.sol";
import {IJobReview} from "./interfaces/IJobReview.sol";

/// @title Disputes
/// @notice See {IDisputes}, where everything is documented.
/// @dev Read in the order of a dispute: Auditing or Challenges open it, Rounds judge it, Outcomes end it. Nobody governs
/// it, nothing pauses it, and it calls nobody but the core.
contract Disputes is Auditing, Challenges, Rounds, Outcomes {
    constructor(address nodes, address jobEscrow, address treasury) DisputeBase(nodes, jobEscrow, treasury) {}

    /* VIEWS */

    /// @inheritdoc IDisputes
    function disputeOf(uint256 jobId, uint256 index) external view returns (Dispute memory dispute) {
        return _disputes[jobId][index];
    }

    /// @inheritdoc IAudits
    function auditsOf(uint256 jobId) external view returns (Audits memory audits) {
        return _audits[jobId];
    }

    /// @inheritdoc IDisputes
    function voteOf(uint256 jobId, uint256 index, address juror) external view returns (bytes32 vote) {
        return _votes[jobId][index][juror];
    }

    /// @inheritdoc IDisputes
    function sealOf(
        uint256 jobId,
        IJobEscrow.Terms calldata terms,
        IJobEscrow.Submission calldata submission
    ) external view returns (Seal seal) {
        IJobEscrow.Job memory job = _submittedJob(jobId, terms, submission);
        if (job.review.verdict == IJobReview.Verdict.Refuted) return Seal.Refuted;
        if (job.review.verdict == IJobReview.Verdict.Void) return Seal.Trusted;
        if (job.state != IJobEscrow.State.Settled) return Seal.None;
        // Accepted is somebody's word until the window and the disputes are over.
        bool isWord = _isLive(job) || terms.work.mode == IJobEscrow.Mode.Accept;
        if (isWord || !NODES.classOf(terms.work.class).isProof) return Seal.Trusted;
        return job.review.passedAudits == 0 ? Seal.Unchallenged : Seal.Proven;
    }
}
