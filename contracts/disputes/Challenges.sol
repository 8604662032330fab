// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IDisputes} from "../interfaces/IDisputes.sol";
import {IJobEscrow} from "../interfaces/IJobEscrow.sol";
import {INodeRegistry} from "../interfaces/INodeRegistry.sol";
import {Findings} from "../libraries/Findings.sol";
import {Rules} from "../libraries/Rules.sol";
import {Seeds} from "../libraries/Seeds.sol";
import {Trace} from "../libraries/Trace.sol";
import {DisputeBase} from "./DisputeBase.sol";

/// @title Challenges
/// @notice How a dispute begins: somebody accuses, the node opens its leaves. See {IDisputes}.
abstract contract Challenges is DisputeBase {
    /// @inheritdoc IDisputes
    function challenge(
        uint256 jobId,
        IJobEscrow.Terms calldata terms,
        IJobEscrow.Submission calldata submission,
        uint256 index
    ) external payable {
        IJobEscrow.Job memory job = _liveJob(jobId, terms, submission);
        if (terms.work.mode != IJobEscrow.Mode.Audit) {
            revert Disputes_NotDisputable(jobId, job.state, terms.work.mode);
        }
        if (index >= terms.work.segments) revert Disputes_UnknownLeaf(jobId, index, terms.work.segments);
        Rules.Set storage rules = _rulesOf(terms);
        _requireWindowOpen(jobId, job, rules);
        INodeRegistry.Class memory listing = _slashable(terms.work.class);
        _requireBond(rules);

        _accuse(jobId, terms, index, rules, listing.tickets, false);
        _holdBond();
    }

    /// @inheritdoc IDisputes
    function challengeDelivery(
        uint256 jobId,
        IJobEscrow.Terms calldata terms,
        IJobEscrow.Submission calldata submission,
        bytes32 key
    ) external payable {
        IJobEscrow.Job memory job = _liveJob(jobId, terms, submission);
        if (msg.sender != terms.requester) revert Disputes_NotRequester(jobId, msg.sender, terms.requester);
        if (!_isPrivate(terms)) revert Disputes_NothingDelivered(jobId);
        Rules.Set storage rules = _rulesOf(terms);
        _requireWindowOpen(jobId, job, rules);
        INodeRegistry.Class memory listing = _slashable(terms.work.class);
        _requireBond(rules);

        bytes32 leaf = Findings.leaf(
            Finding(submission.deliveryDigest, Findings.DELIVERY_RIGHT),
            jobId,
            DELIVERY,
            Findings.OF_DELIVERY
        );
        Jury memory jury = Jury(msg.sender, leaf, new address[](0), new address[](0));
        Dispute storage dispute = _create(jobId, DELIVERY, Phase.Drawing, listing.tickets, jury);
        uint40 seedBlock = Seeds.blockAfter(rules.seedDelay);
        dispute.seedBlock = seedBlock;
        emit ChallengeOpened(jobId, DELIVERY, msg.sender, Kind.Delivery, msg.value, false, 0);
        emit DeliveryKeyRevealed(jobId, key);
        emit LeavesOpened(jobId, DELIVERY, leaf, 0, 0, 0, seedBlock);
        _count(jobId);
        _holdBond();
    }

    /// @inheritdoc IDisputes
    function open(
        uint256 jobId,
        IJobEscrow.Terms calldata terms,
        IJobEscrow.Submission calldata submission,
        uint256 index,
        Jury memory jury,
        Opening calldata opening
    ) external {
        Dispute storage dispute = _inPhase(jobId, index, Phase.Opening);
        _requireBefore(jobId, index, dispute.phaseEndsAt);
        _requireJury(jobId, index, dispute, jury);
        _liveJob(jobId, terms, submission);
        _requireOpened(jobId, index, terms.work.segments, submission, opening);

        uint40 seedBlock = Seeds.blockAfter(_rulesOf(terms).seedDelay);
        dispute.phase = Phase.Drawing;
        dispute.phaseEndsAt = 0;
        dispute.seedBlock = seedBlock;
        dispute.juryHash = _hash(Jury(jury.challenger, opening.leaf, new address[](0), new address[](0)));
        emit LeavesOpened(
            jobId,
            index,
            opening.leaf,
            opening.stateBefore,
            opening.sealBefore,
            opening.exportSeal,
            seedBlock
        );
    }

    /* INTERNAL */

    function _requireWindowOpen(uint256 jobId, IJobEscrow.Job memory job, Rules.Set storage rules) private view {
        uint256 endsAt = uint256(job.submittedAt) + rules.challengeWindow;
        if (block.timestamp >= endsAt) revert Disputes_WindowOver(jobId, endsAt);
    }

    function _requireBond(Rules.Set storage rules) private view {
        if (msg.value != rules.challengeBond) revert Disputes_WrongBond(rules.challengeBond, msg.value);
    }

    function _holdBond() private {
        TREASURY.hold{value: msg.value}(address(0), msg.sender, msg.value);
    }

    /// @dev The leaf and, but for Init, the one before are below the root; the last one has the result as its state.
    function _requireOpened(
        uint256 jobId,
        uint256 index,
        uint256 segments,
        IJobEscrow.Submission calldata submission,
        Opening calldata opening
    ) private pure {
        bytes32 root = submission.traceRoot;
        bytes32 leaf = opening.leaf;
        if (!Trace.verify(root, leaf, index, segments, opening.path)) {
            revert Disputes_LeafNotInTrace(jobId, index, leaf);
        }
        if (index != 0) {
            bytes32 before = Trace.leaf(jobId, index - 1, opening.stateBefore, opening.sealBefore);
            if (!Trace.verify(root, before, index - 1, segments, opening.pathBefore)) {
                revert Disputes_LeafNotInTrace(jobId, index - 1, before);
            }
        }
        if (_kindOf(index, segments) == Kind.Export) {
            bytes32 result = submission.resultDigest;
            if (leaf != Trace.leaf(jobId, index, result, opening.exportSeal)) {
                revert Disputes_NotTheResult(jobId, leaf, result);
            }
        }
    }
}
