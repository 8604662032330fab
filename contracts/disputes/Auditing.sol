// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IAudits} from "../interfaces/IAudits.sol";
import {IJobEscrow} from "../interfaces/IJobEscrow.sol";
import {INodeRegistry} from "../interfaces/INodeRegistry.sol";
import {ITreasury} from "../interfaces/ITreasury.sol";
import {Findings} from "../libraries/Findings.sol";
import {Rules} from "../libraries/Rules.sol";
import {Sampling} from "../libraries/Sampling.sol";
import {Seeds} from "../libraries/Seeds.sol";
import {Trace} from "../libraries/Trace.sol";
import {DisputeBase} from "./DisputeBase.sol";

/// @title Auditing
/// @notice Drawn nodes recompute drawn leaves, for a fee. See {IAudits}.
abstract contract Auditing is DisputeBase {
    using Findings for Finding;

    /// @dev Where a draw's seed tells disputes apart by their index, this stands for the audits.
    uint256 private constant AUDITS = type(uint256).max;

    /* DRAWING */

    /// @inheritdoc IAudits
    function drawAudits(
        uint256 jobId,
        IJobEscrow.Terms calldata terms,
        IJobEscrow.Submission calldata submission
    ) external returns (AuditDraw memory drawn) {
        IJobEscrow.Job memory job = _liveJob(jobId, terms, submission);
        Audits storage audits = _audits[jobId];
        uint256 count = job.review.openAudits;
        if (count == 0 || audits.endsAt != 0) revert Disputes_NoAuditsToDraw(jobId, audits.round);
        Rules.Set storage rules = _rulesOf(terms);
        uint256 seedBlock = _seedBlockOf(audits, job);
        if (!_seedIsKnown(jobId, audits, seedBlock, rules.seedDelay)) return drawn;

        uint256 round = uint256(audits.round) + 1;
        bytes32 seed = Seeds.derive(seedBlock, jobId, AUDITS, round);
        drawn.auditors = _drawAuditors(jobId, terms, job, seed, rules.challengeBond);
        drawn.indices = Sampling.indices(seed, drawn.auditors.length, terms.work.segments);
        uint256 endsAt = _begin(_audits[jobId], drawn, round, _isPrivate(terms), rules);
        emit AuditsDrawn(jobId, round, drawn.auditors, drawn.indices, endsAt);
        if (drawn.auditors.length < count) _endAudits(jobId, count - drawn.auditors.length);
    }

    /// @inheritdoc IAudits
    function postAuditKeys(
        uint256 jobId,
        IJobEscrow.Terms calldata terms,
        IJobEscrow.Submission calldata submission,
        bytes32 keysDigest
    ) external {
        Audits storage audits = _audits[jobId];
        uint256 keysEndAt = audits.endsAt;
        if (!audits.keysMissing) revert Disputes_KeysMissing(jobId, false, keysEndAt);
        if (block.timestamp >= keysEndAt) revert Disputes_AuditsOver(jobId, keysEndAt);
        address node = _liveJob(jobId, terms, submission).node;
        if (msg.sender != node) revert Disputes_NotNode(jobId, msg.sender, node);
        if (keysDigest == 0) revert Disputes_ZeroDigest();

        uint256 endsAt = block.timestamp + _rulesOf(terms).auditWindow;
        audits.keysMissing = false;
        audits.endsAt = uint40(endsAt);
        emit AuditKeysPosted(jobId, keysDigest, endsAt);
    }

    /* ANSWERS */

    /// @inheritdoc IAudits
    function audit(
        uint256 jobId,
        IJobEscrow.Terms calldata terms,
        IJobEscrow.Submission calldata submission,
        AuditDraw memory drawn,
        uint256 place,
        Finding memory finding,
        bytes32[] calldata path
    ) external {
        _liveJob(jobId, terms, submission);
        uint256 index = _answer(jobId, drawn, place);
        _requireRecomputed(jobId, terms.work.segments, submission, index, finding, path);

        emit AuditPassed(jobId, index, msg.sender);
        ESCROW.passAudit(jobId, terms, submission, msg.sender);
        _releaseOne(jobId, msg.sender, _rulesOf(terms).challengeBond);
    }

    /// @inheritdoc IAudits
    function failAudit(
        uint256 jobId,
        IJobEscrow.Terms calldata terms,
        IJobEscrow.Submission calldata submission,
        AuditDraw memory drawn,
        uint256 place
    ) external {
        _liveJob(jobId, terms, submission);
        uint256 index = _answer(jobId, drawn, place);
        Rules.Set storage rules = _rulesOf(terms);
        INodeRegistry.Class memory listing = NODES.classOf(terms.work.class);

        emit AuditFailed(jobId, index, msg.sender);
        if (listing.isProof && _disputes[jobId][index].phase == Phase.None) {
            _accuse(jobId, terms, index, rules, listing.tickets, true);
        } else {
            _releaseOne(jobId, msg.sender, rules.challengeBond);
        }
        _endAudits(jobId, 1);
    }

    /* CLOSING */

    /// @inheritdoc IAudits
    function closeAudits(
        uint256 jobId,
        IJobEscrow.Terms calldata terms,
        IJobEscrow.Submission calldata submission,
        AuditDraw memory drawn
    ) external {
        IJobEscrow.Job memory job = _submittedJob(jobId, terms, submission);
        Audits storage audits = _audits[jobId];
        if (audits.endsAt == 0) return _endUndrawable(jobId, job, audits);
        if (audits.pending == 0) revert Disputes_NothingDrawn(jobId);
        _requireDraw(jobId, audits, drawn);
        Rules.Set storage rules = _rulesOf(terms);
        bool isLive = _isLive(job);
        if (isLive && block.timestamp < audits.endsAt) revert Disputes_AuditsNotOver(jobId, audits.endsAt);

        uint256 pending = audits.pending;
        audits.pending = 0;
        if (isLive && !audits.keysMissing) {
            _replaceSilent(jobId, audits, drawn, pending, rules);
        } else {
            emit AuditsClosed(jobId, audits.round);
            _release(jobId, _pendingOf(drawn, pending), rules.challengeBond);
            if (isLive) _refuteSilence(jobId, terms, submission);
        }
    }

    /* INTERNAL: DRAWING */

    function _seedBlockOf(Audits storage audits, IJobEscrow.Job memory job) private view returns (uint256 seedBlock) {
        seedBlock = audits.seedBlock;
        if (seedBlock == 0) seedBlock = job.review.seedBlock;
    }

    /// @dev Where the hash has expired, names a new block instead: once a round, or a draw could be retried for ever.
    function _seedIsKnown(
        uint256 jobId,
        Audits storage audits,
        uint256 seedBlock,
        uint256 seedDelay
    ) private returns (bool known) {
        Seeds.Age age = Seeds.ageOf(seedBlock);
        if (age == Seeds.Age.Known) return true;
        if (age == Seeds.Age.Pending) revert Disputes_SeedNotKnown(jobId, seedBlock);
        if (audits.reseeded) revert Disputes_SeedExpired(jobId, seedBlock);
        audits.reseeded = true;
        _setSeed(jobId, audits, seedDelay);
    }

    function _setSeed(uint256 jobId, Audits storage audits, uint256 seedDelay) private {
        uint40 seedBlock = Seeds.blockAfter(seedDelay);
        audits.seedBlock = seedBlock;
        emit AuditSeedSet(jobId, seedBlock);
    }

    /// @dev From the list as it was at the submission, before anybody knew the seed.
    function _drawAuditors(
        uint256 jobId,
        IJobEscrow.Terms calldata terms,
        IJobEscrow.Job memory job,
        bytes32 seed,
        uint256 bond
    ) private returns (address[] memory auditors) {
        address[] memory parties = new address[](2);
        parties[0] = job.node;
        parties[1] = terms.requester;
        return
            _draw(
                jobId,
                terms.work.class,
                seed,
                job.review.ticketCount,
                job.submittedAt,
                1,
                job.review.openAudits,
                bond,
                parties
            );
    }

    function _begin(
        Audits storage audits,
        AuditDraw memory drawn,
        uint256 round,
        bool keysMissing,
        Rules.Set storage rules
    ) private returns (uint256 endsAt) {
        endsAt = block.timestamp + (keysMissing ? rules.openingWindow : rules.auditWindow);
        audits.drawHash = bytes20(keccak256(abi.encode(drawn)));
        audits.endsAt = uint40(endsAt);
        audits.round = uint8(round);
        audits.pending = uint8((1 << drawn.auditors.length) - 1);
        audits.keysMissing = keysMissing;
    }

    /* INTERNAL: ANSWERS */

    /// @dev Takes the caller's answer: its place no longer waits. Returns the leaf it was asked about.
    function _answer(uint256 jobId, AuditDraw memory drawn, uint256 place) private returns (uint256 index) {
        Audits storage audits = _audits[jobId];
        uint256 pending = audits.pending;
        uint256 endsAt = audits.endsAt;
        if (pending == 0) revert Disputes_NothingDrawn(jobId);
        _requireDraw(jobId, audits, drawn);
        if (audits.keysMissing) revert Disputes_KeysMissing(jobId, true, endsAt);
        if (block.timestamp >= endsAt) revert Disputes_AuditsOver(jobId, endsAt);
        bool isSeated = place < drawn.auditors.length && drawn.auditors[place] == msg.sender;
        if (!isSeated || !_isPending(pending, place)) revert Disputes_NotAuditor(jobId, place, msg.sender);

        audits.pending = uint8(pending ^ (1 << place));
        return drawn.indices[place];
    }

    function _requireRecomputed(
        uint256 jobId,
        uint256 segments,
        IJobEscrow.Submission calldata submission,
        uint256 index,
        Finding memory finding,
        bytes32[] calldata path
    ) private pure {
        bytes32 leaf = finding.leaf(jobId, index, Findings.OF_AUDIT);
        // Zeros say "unavailable": whoever put them into a trace shall not have them taken for work.
        if (finding.isUnavailable() || !Trace.verify(submission.traceRoot, leaf, index, segments, path)) {
            revert Disputes_LeafNotInTrace(jobId, index, leaf);
        }
        if (_kindOf(index, segments) == Kind.Export && finding.stateHash != submission.resultDigest) {
            revert Disputes_NotTheResult(jobId, leaf, submission.resultDigest);
        }
    }

    /* INTERNAL: CLOSING */

    /// @dev Audits that nobody drew while their two seeds could be read end unpaid.
    function _endUndrawable(uint256 jobId, IJobEscrow.Job memory job, Audits storage audits) private {
        uint256 count = job.review.openAudits;
        bool isOver = audits.reseeded && Seeds.ageOf(audits.seedBlock) == Seeds.Age.Expired;
        if (!_isLive(job) || count == 0 || !isOver) revert Disputes_NothingDrawn(jobId);
        emit AuditsClosed(jobId, audits.round);
        _endAudits(jobId, count);
    }

    function _endAudits(uint256 jobId, uint256 count) private {
        ESCROW.endAudits(jobId, count);
    }

    /// @dev Silent auditors lose a slice. Their places are drawn anew, once.
    function _replaceSilent(
        uint256 jobId,
        Audits storage audits,
        AuditDraw memory drawn,
        uint256 pending,
        Rules.Set storage rules
    ) private {
        uint256 round = audits.round;
        address[] memory silent = _pendingOf(drawn, pending);
        emit AuditsClosed(jobId, round);
        if (round == 1) {
            audits.endsAt = 0;
            audits.reseeded = false;
            _setSeed(jobId, audits, rules.seedDelay);
        } else {
            _endAudits(jobId, silent.length);
        }
        for (uint256 i = 0; i < drawn.auditors.length; ++i) {
            if (!_isPending(pending, i)) continue;
            emit AuditorSilent(jobId, drawn.indices[i], drawn.auditors[i], rules.slice);
            _burn(jobId, drawn.auditors[i], rules.slice);
        }
        _release(jobId, silent, rules.challengeBond - rules.slice);
    }

    /// @dev Silence about keys is the node's alone: no jury, no challenger.
    function _refuteSilence(
        uint256 jobId,
        IJobEscrow.Terms calldata terms,
        IJobEscrow.Submission calldata submission
    ) private {
        emit AuditKeysMissed(jobId);
        _count(jobId);
        ESCROW.refute(jobId, terms, submission, new ITreasury.Credit[](0));
    }

    function _requireDraw(uint256 jobId, Audits storage audits, AuditDraw memory drawn) private view {
        if (audits.drawHash != bytes20(keccak256(abi.encode(drawn)))) revert Disputes_DrawMismatch(jobId);
    }

    function _pendingOf(AuditDraw memory drawn, uint256 pending) private pure returns (address[] memory auditors) {
        auditors = new address[](drawn.auditors.length);
        uint256 count = 0;
        for (uint256 i = 0; i < auditors.length; ++i) {
            if (_isPending(pending, i)) auditors[count++] = drawn.auditors[i];
        }
        _shorten(auditors, count);
    }

    function _isPending(uint256 pending, uint256 place) private pure returns (bool isSet) {
        return pending & (1 << place) != 0;
    }
}
