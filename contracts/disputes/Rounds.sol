// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IDisputes} from "../interfaces/IDisputes.sol";
import {IJobEscrow} from "../interfaces/IJobEscrow.sol";
import {Findings} from "../libraries/Findings.sol";
import {Juries} from "../libraries/Juries.sol";
import {Rules} from "../libraries/Rules.sol";
import {Seeds} from "../libraries/Seeds.sol";
import {Votes} from "../libraries/Votes.sol";
import {DisputeBase} from "./DisputeBase.sol";

/// @title Rounds
/// @notice How a jury is drawn, gets its keys and votes. See {IDisputes}.
abstract contract Rounds is DisputeBase {
    using Findings for Finding;

    /// @inheritdoc IDisputes
    uint256 public constant JURY_SIZE = Juries.FIRST;
    /// @inheritdoc IDisputes
    uint256 public constant REDRAW_SIZE = Juries.SECOND;
    uint256 private constant REDRAW_MIN = 7;

    /* DRAWING */

    /// @inheritdoc IDisputes
    function drawJury(
        uint256 jobId,
        IJobEscrow.Terms calldata terms,
        IJobEscrow.Submission calldata submission,
        uint256 index,
        Jury memory jury
    ) external returns (address[] memory jurors) {
        Dispute storage dispute = _inPhase(jobId, index, Phase.Drawing);
        _requireJury(jobId, index, dispute, jury);
        IJobEscrow.Job memory job = _liveJob(jobId, terms, submission);
        Rules.Set storage rules = _rulesOf(terms);
        _requireBefore(jobId, index, uint256(dispute.openedAt) + rules.maxDuration);
        if (!_seedIsKnown(jobId, index, dispute, rules.seedDelay)) return jurors;

        uint256 round = uint256(dispute.round) + 1;
        jurors = _draw(
            jobId,
            terms.work.class,
            Seeds.derive(dispute.seedBlock, jobId, index, round),
            dispute.ticketCount,
            dispute.openedAt,
            round == 1 ? Juries.FIRST : REDRAW_MIN,
            round == 1 ? Juries.FIRST : Juries.SECOND,
            rules.slice,
            _excluded(job.node, terms.requester, jury)
        );
        if (jurors.length % 2 == 0) _dismissLast(jobId, jurors, rules.slice);
        dispute.round = uint8(round);
        dispute.reseeded = false;
        dispute.seedBlock = 0;
        dispute.juryHash =
            round == 1
                ? _hash(Jury(jury.challenger, jury.leaf, jurors, new address[](0)))
                : _hash(Jury(jury.challenger, jury.leaf, jury.first, jurors));
        _seat(jobId, terms, index, dispute, rules);
        emit JurorsDrawn(jobId, index, jurors);
    }

    /// @inheritdoc IDisputes
    function postKeys(
        uint256 jobId,
        IJobEscrow.Terms calldata terms,
        IJobEscrow.Submission calldata submission,
        uint256 index,
        bytes32 keysDigest
    ) external {
        Dispute storage dispute = _inPhase(jobId, index, Phase.Keys);
        _requireBefore(jobId, index, dispute.phaseEndsAt);
        address node = _submittedJob(jobId, terms, submission).node;
        if (msg.sender != node) revert Disputes_NotNode(jobId, msg.sender, node);
        if (keysDigest == 0) revert Disputes_ZeroDigest();

        uint256 commitEndsAt = _startVoting(dispute, _rulesOf(terms));
        emit KeysPosted(jobId, index, keysDigest, commitEndsAt);
    }

    /* VOTING */

    /// @inheritdoc IDisputes
    function commit(uint256 jobId, uint256 index, Jury memory jury, uint256 place, bytes32 commitment) external {
        Dispute storage dispute = _seatedIn(jobId, index, jury, place);
        _requireBefore(jobId, index, dispute.phaseEndsAt);
        bytes32 vote = Votes.committed(commitment);
        if (vote == 0) revert Disputes_ZeroCommitment();
        if (_votes[jobId][index][msg.sender] != 0) revert Disputes_AlreadyCommitted(jobId, index, msg.sender);

        _votes[jobId][index][msg.sender] = vote;
        emit Committed(jobId, index, msg.sender, commitment);
    }

    /// @inheritdoc IDisputes
    function reveal(
        uint256 jobId,
        uint256 index,
        Jury memory jury,
        uint256 place,
        Finding memory finding,
        bytes32 salt
    ) external {
        Dispute storage dispute = _seatedIn(jobId, index, jury, place);
        uint256 commitEndsAt = dispute.phaseEndsAt;
        if (block.timestamp < commitEndsAt) revert Disputes_TooEarly(jobId, index, commitEndsAt);
        _requireBefore(jobId, index, dispute.revealEndsAt);
        bytes32 vote = _votes[jobId][index][msg.sender];
        if (Votes.isRevealed(vote)) revert Disputes_AlreadyRevealed(jobId, index, msg.sender);
        if (vote != Votes.committed(finding.commitment(jobId, index, msg.sender, salt))) {
            revert Disputes_CommitmentMismatch(jobId, index, msg.sender);
        }

        dispute.revealed = uint16(dispute.revealed | (1 << place));
        _votes[jobId][index][msg.sender] =
            finding.isUnavailable()
                ? Votes.UNAVAILABLE
                : Votes.revealed(finding.leaf(jobId, index, _hashesOf(index, dispute.round)));
        emit Revealed(jobId, index, msg.sender, finding);
    }

    /// @inheritdoc IDisputes
    function hashFinding(
        uint256 jobId,
        uint256 index,
        address juror,
        Finding memory finding,
        bytes32 salt
    ) external view returns (bytes32 commitment) {
        return finding.commitment(jobId, index, juror, salt);
    }

    /* INTERNAL */

    /// @dev Where the hash has expired, names a new block instead: once a round, or a draw could be retried for ever.
    function _seedIsKnown(
        uint256 jobId,
        uint256 index,
        Dispute storage dispute,
        uint256 seedDelay
    ) private returns (bool known) {
        uint256 seedBlock = dispute.seedBlock;
        Seeds.Age age = Seeds.ageOf(seedBlock);
        if (age == Seeds.Age.Known) return true;
        if (age == Seeds.Age.Pending) revert Disputes_SeedNotKnown(jobId, seedBlock);
        if (dispute.reseeded) revert Disputes_SeedExpired(jobId, seedBlock);
        uint40 renewed = Seeds.blockAfter(seedDelay);
        dispute.reseeded = true;
        dispute.seedBlock = renewed;
        emit SeedRenewed(jobId, index, renewed);
    }

    /// @dev No party judges, nor anybody who has judged.
    function _excluded(
        address node,
        address requester,
        Jury memory jury
    ) private pure returns (address[] memory excluded) {
        uint256 judged = jury.first.length;
        excluded = new address[](3 + judged);
        excluded[0] = node;
        excluded[1] = requester;
        excluded[2] = jury.challenger;
        for (uint256 i = 0; i < judged; ++i) excluded[3 + i] = jury.first[i];
    }

    /// @dev An odd jury has no tie between two answers.
    function _dismissLast(uint256 jobId, address[] memory jurors, uint256 slice) private {
        uint256 left = jurors.length - 1;
        address last = jurors[left];
        _shorten(jurors, left);
        _releaseOne(jobId, last, slice);
    }

    /// @dev The jury votes at once where inputs are public; a delivery is judged by the requester's key, not the node's.
    function _seat(
        uint256 jobId,
        IJobEscrow.Terms calldata terms,
        uint256 index,
        Dispute storage dispute,
        Rules.Set storage rules
    ) private {
        if (index != DELIVERY && _isPrivate(terms)) {
            uint256 keysEndAt = block.timestamp + rules.openingWindow;
            dispute.phase = Phase.Keys;
            dispute.phaseEndsAt = uint40(keysEndAt);
            emit JuryDrawn(jobId, index, dispute.round, keysEndAt, 0);
        } else {
            emit JuryDrawn(jobId, index, dispute.round, 0, _startVoting(dispute, rules));
        }
    }

    function _startVoting(Dispute storage dispute, Rules.Set storage rules) private returns (uint256 commitEndsAt) {
        commitEndsAt = block.timestamp + rules.commitWindow;
        dispute.phase = Phase.Voting;
        dispute.phaseEndsAt = uint40(commitEndsAt);
        dispute.revealEndsAt = uint40(commitEndsAt + rules.revealWindow);
    }

    function _seatedIn(
        uint256 jobId,
        uint256 index,
        Jury memory jury,
        uint256 place
    ) private view returns (Dispute storage dispute) {
        dispute = _inPhase(jobId, index, Phase.Voting);
        _requireJury(jobId, index, dispute, jury);
        address[] memory jurors = dispute.round == 1 ? jury.first : jury.second;
        if (place >= jurors.length || jurors[place] != msg.sender) {
            revert Disputes_NotJuror(jobId, index, msg.sender);
        }
    }

    function _hashesOf(uint256 index, uint256 round) private pure returns (uint256 hashes) {
        if (index == DELIVERY) return Findings.OF_DELIVERY;
        return round == 1 ? Findings.OF_FIRST_JURY : Findings.OF_SECOND_JURY;
    }
}
