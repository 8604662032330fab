// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IAudits} from "../../../contracts/interfaces/IAudits.sol";
import {IDisputes} from "../../../contracts/interfaces/IDisputes.sol";
import {IJobEscrow} from "../../../contracts/interfaces/IJobEscrow.sol";
import {IJobReview} from "../../../contracts/interfaces/IJobReview.sol";
import {INodeRegistry} from "../../../contracts/interfaces/INodeRegistry.sol";
import {vm} from "../support/Vm.sol";
import {Audited} from "./Audited.sol";
import {Run} from "./Run.sol";

/// @notice Challenges, and jurors who tell the truth, lie, or say nothing.
abstract contract Disputing is Audited {
    struct Vote {
        IAudits.Finding finding;
        bytes32 salt;
    }

    mapping(bytes32 seat => Vote) private _votes;

    modifier withQuarrels() {
        if (quarrels.length != 0) _;
    }

    /* CHALLENGES */

    function challenge(uint256 which, uint256 index, uint256 who) external {
        (uint256 jobId, Entry storage entry) = _submitted(which);
        index %= SEGMENTS + (who % 9 == 0 ? 1 : 0);
        if (who % 3 != 0 && _wrongLeaf(jobId) < SEGMENTS) index = _wrongLeaf(jobId);
        address challenger = _anybody(who);
        uint256 bond = who % 11 == 0 ? CHALLENGE_BOND - 1 : CHALLENGE_BOND;
        bytes memory call = abi.encodeCall(disputes.challenge, (jobId, entry.terms, entry.submission, index));
        if (!_try("challenge", challenger, address(disputes), bond, call)) return;
        _hold(bond == CHALLENGE_BOND && index < SEGMENTS, "a bad challenge was good");
        _quarrel(jobId, index, challenger);
    }

    function challengeDelivery(uint256 which, bytes32 key) external {
        (uint256 jobId, Entry storage entry) = _submitted(which);
        for (uint256 i = 0; i < escrow.jobCount() && entry.terms.work.encryptionKey == 0; ++i) {
            (jobId, entry) = _submitted((which >> 1) + i);
        }
        if (jobId == 0) return;
        address requester = entry.terms.requester;
        bytes memory call = abi.encodeCall(disputes.challengeDelivery, (jobId, entry.terms, entry.submission, key));
        if (!_try("challengeDelivery", requester, address(disputes), CHALLENGE_BOND, call)) return;
        uint256 index = disputes.DELIVERY();
        _quarrel(jobId, index, requester);
        quarrels[quarrels.length - 1].jury.leaf = Run.deliveryLeaf(jobId, index, entry.submission.deliveryDigest);
    }

    /// The node opens what it has committed; sometimes with another leaf.
    function open(uint256 which, uint256 manner) external withQuarrels {
        Quarrel storage quarrel = _some(which, IDisputes.Phase.Opening);
        uint256 jobId = quarrel.jobId;
        uint256 index = quarrel.index;
        IDisputes.Opening memory opening;
        opening.leaf = Run.leaf(jobId, index, _wrongLeaf(jobId));
        opening.path = Run.path(jobId, SEGMENTS, index, _wrongLeaf(jobId));
        if (index != 0) {
            (opening.stateBefore, opening.sealBefore) = Run.halves(jobId, index - 1, _wrongLeaf(jobId));
            opening.pathBefore = Run.path(jobId, SEGMENTS, index - 1, _wrongLeaf(jobId));
        }
        (, opening.exportSeal) = Run.halves(jobId, SEGMENTS - 1, _wrongLeaf(jobId));
        if (manner % 9 == 0) opening.leaf = bytes32(manner);
        Entry storage entry = entries[jobId];
        bytes memory call = abi.encodeCall(
            disputes.open,
            (jobId, entry.terms, entry.submission, index, quarrel.jury, opening)
        );
        if (!_try("open", address(this), address(disputes), 0, call)) return;
        _hold(manner % 9 != 0, "a leaf that was never committed");
        quarrel.jury.leaf = opening.leaf;
    }

    /* JURIES */

    function drawJury(uint256 which) external withQuarrels {
        Quarrel storage quarrel = _some(which, IDisputes.Phase.Drawing);
        vm.roll(block.number + 2);
        Entry storage entry = entries[quarrel.jobId];
        bytes memory call = abi.encodeCall(
            disputes.drawJury,
            (quarrel.jobId, entry.terms, entry.submission, quarrel.index, quarrel.jury)
        );
        (bool drawn, bytes memory answer) = _ask("drawJury", address(this), address(disputes), 0, call);
        if (!drawn) return;
        address[] memory jurors = abi.decode(answer, (address[]));
        if (jurors.length == 0) return;
        quarrel.lies = 0;
        if (quarrel.jury.first.length == 0) quarrel.jury.first = jurors;
        else quarrel.jury.second = jurors;
    }

    function postKeys(uint256 which, bytes32 digest) external withQuarrels {
        Quarrel storage quarrel = _some(which, IDisputes.Phase.Keys);
        Entry storage entry = entries[quarrel.jobId];
        bytes memory call = abi.encodeCall(
            disputes.postKeys,
            (quarrel.jobId, entry.terms, entry.submission, quarrel.index, digest)
        );
        _try("postKeys", escrow.jobOf(quarrel.jobId).node, address(disputes), 0, call);
    }

    /// The whole jury votes, each member by a digit of `manners`: the truth mostly, else a lie or silence. In some juries
    /// most lie, and say the same.
    function commitAll(uint256 which, uint256 mood, uint256 manners) external withQuarrels {
        Quarrel storage quarrel = _some(which, IDisputes.Phase.Voting);
        address[] memory jurors = _jurorsOf(quarrel);
        manners = uint256(keccak256(abi.encode(manners)));
        for (uint256 i = 0; i < jurors.length; ++i) {
            uint256 manner = (manners >> (8 * i)) % (mood % 4 == 0 ? 5 : 10);
            if (manner == 0) continue;
            IAudits.Finding memory finding = _truthOf(quarrel);
            bool isLie = manner <= (mood % 4 == 0 ? 3 : 2);
            if (isLie) finding.stateHash = keccak256(abi.encode(finding.stateHash, manners));
            if (isLie && manner == 1) finding = IAudits.Finding(0, 0);
            bytes32 salt = keccak256(abi.encode(manners, i));
            bytes32 commitment = disputes.hashFinding(quarrel.jobId, quarrel.index, jurors[i], finding, salt);
            bytes memory call = abi.encodeCall(
                disputes.commit,
                (quarrel.jobId, quarrel.index, quarrel.jury, i, commitment)
            );
            if (!_try("commitAll", jurors[i], address(disputes), 0, call)) continue;
            if (isLie) ++quarrel.lies;
            _votes[_seatOf(quarrel, jurors[i])] = Vote(finding, salt);
        }
    }

    /// Two times in three when they may; a few keep silent.
    function revealAll(uint256 which, uint256 haste, uint256 manners) external withQuarrels {
        Quarrel storage quarrel = _some(which, IDisputes.Phase.Voting);
        IDisputes.Dispute memory dispute = disputes.disputeOf(quarrel.jobId, quarrel.index);
        if (haste % 3 != 0 && dispute.phase == IDisputes.Phase.Voting) _waitUntil(dispute.phaseEndsAt);
        address[] memory jurors = _jurorsOf(quarrel);
        for (uint256 i = 0; i < jurors.length; ++i) {
            if ((manners >> (8 * i)) % 16 == 7) continue;
            Vote memory vote = _votes[_seatOf(quarrel, jurors[i])];
            bytes memory call = abi.encodeCall(
                disputes.reveal,
                (quarrel.jobId, quarrel.index, quarrel.jury, i, vote.finding, vote.salt)
            );
            _try("revealAll", jurors[i], address(disputes), 0, call);
        }
    }

    /// Two times in three when it may.
    function resolve(uint256 which, uint256 haste) external withQuarrels {
        Quarrel storage quarrel = _unfinished(which);
        IDisputes.Dispute memory dispute = disputes.disputeOf(quarrel.jobId, quarrel.index);
        IDisputes.Phase phase = dispute.phase;
        if (haste % 3 != 0) _waitUntil(phase == IDisputes.Phase.Voting ? dispute.revealEndsAt : dispute.phaseEndsAt);
        address node = escrow.jobOf(quarrel.jobId).node;
        uint256 stake = nodes.nodeOf(node).stake;
        (bool resolved, bytes memory answer) = _resolve("resolve", quarrel);
        if (!resolved) return;
        IDisputes.Outcome outcome = abi.decode(answer, (IDisputes.Outcome));
        quarrel.outcome = outcome;
        bool isRefuted = outcome == IDisputes.Outcome.Refuted;
        _hold(isRefuted || nodes.nodeOf(node).stake == stake, "a node that was not refuted was slashed");
        if (!isRefuted || phase != IDisputes.Phase.Voting) return;
        bool isRight = quarrel.index != _wrongLeaf(quarrel.jobId);
        _hold(!isRight || 2 * quarrel.lies > _jurorsOf(quarrel).length, "an honest leaf lost to honest jurors");
    }

    function demoteClass(uint256 rarely) external {
        bool isProof = nodes.classOf(CLASS).isProof;
        if (isProof && rarely % 8 != 0) return;
        INodeRegistry.ClassStatus status = INodeRegistry.ClassStatus.Slashable;
        if (isProof) status = INodeRegistry.ClassStatus.Provisional;
        bytes memory call = abi.encodeCall(nodes.setClassStatus, (CLASS, status));
        _hold(_try("demoteClass", address(this), address(nodes), 0, call), "governance was refused");
    }

    /* WHAT MUST HOLD */

    /// Adds up what the disputes hold while it looks at them.
    function _disputesHold(Ledger memory ledger) internal view {
        uint256[] memory open_ = new uint256[](escrow.jobCount() + 1);
        for (uint256 i = 0; i < quarrels.length; ++i) {
            Quarrel storage quarrel = quarrels[i];
            IDisputes.Dispute memory dispute = disputes.disputeOf(quarrel.jobId, quarrel.index);
            bool hasEnded = dispute.phase == IDisputes.Phase.Ended;
            _hold(dispute.phase != IDisputes.Phase.None, "a dispute was forgotten");
            _hold(dispute.outcome == quarrel.outcome, "an outcome changed");
            _hold(hasEnded == (dispute.outcome != IDisputes.Outcome.None), "an end without an outcome");
            if (hasEnded) continue;
            ++open_[quarrel.jobId];
            IDisputes.Jury memory jury = quarrel.jury;
            _hold(dispute.juryHash == keccak256(abi.encode(jury)), "a jury that nobody drew");
            _juryHolds(quarrel.jobId, jury);
            _add(ledger, dispute, jury);
        }
        for (uint256 jobId = 1; jobId < open_.length; ++jobId) {
            IJobEscrow.Job memory job = escrow.jobOf(jobId);
            _hold(job.review.openDisputes == open_[jobId], "open disputes are miscounted");
            if (entries[jobId].sealedAs == 0) continue;
            _sealHolds(jobId, job);
            uint256 pending = disputes.auditsOf(jobId).pending;
            for (uint256 k = 0; pending >> k != 0; ++k) {
                if ((pending >> k) & 1 == 0) continue;
                ledger.liabilities[places[draws[jobId].auditors[k]]] += CHALLENGE_BOND;
            }
        }
    }

    /// The bond of its challenger, and a slice of each juror at work.
    function _add(Ledger memory ledger, IDisputes.Dispute memory dispute, IDisputes.Jury memory jury) private view {
        if (dispute.fromStake) ledger.liabilities[places[jury.challenger]] += CHALLENGE_BOND;
        else ledger.escrowed[0] += CHALLENGE_BOND;
        bool isSeated = dispute.phase == IDisputes.Phase.Keys || dispute.phase == IDisputes.Phase.Voting;
        if (!isSeated) return;
        address[] memory jurors = jury.second.length == 0 ? jury.first : jury.second;
        for (uint256 k = 0; k < jurors.length; ++k) ledger.liabilities[places[jurors[k]]] += SLICE;
    }

    function _juryHolds(uint256 jobId, IDisputes.Jury memory jury) private view {
        address[] memory all = _concat(jury.first, jury.second);
        address node = escrow.jobOf(jobId).node;
        address requester = entries[jobId].terms.requester;
        for (uint256 i = 0; i < all.length; ++i) {
            bool isParty = all[i] == node || all[i] == requester || all[i] == jury.challenger;
            _hold(!isParty, "a party sits on its jury");
            for (uint256 k = 0; k < i; ++k) _hold(all[i] != all[k], "a juror sits twice");
        }
        _hold(jury.first.length == 0 || jury.first.length == 5, "a first jury of another size");
        _hold(jury.second.length == 0 || jury.second.length % 2 == 1, "an even second jury");
    }

    /// What a page may say of a result follows from what was shown of it.
    function _sealHolds(uint256 jobId, IJobEscrow.Job memory job) private view {
        Entry storage entry = entries[jobId];
        IDisputes.Seal seal = disputes.sealOf(jobId, entry.terms, entry.submission);
        bool isRefuted = job.review.verdict == IJobReview.Verdict.Refuted;
        _hold((seal == IDisputes.Seal.Refuted) == isRefuted, "the seal does not say what was refuted");
        bool isFinal = job.state == IJobEscrow.State.Settled && !job.bondLocked && job.review.openDisputes == 0;
        if (seal != IDisputes.Seal.Proven && seal != IDisputes.Seal.Unchallenged) return;
        _hold(isFinal && job.review.verdict == IJobReview.Verdict.None, "a good seal before the end");
        _hold(entry.terms.work.mode == IJobEscrow.Mode.Audit, "a good seal for somebody's word");
        _hold((seal == IDisputes.Seal.Proven) == (job.review.passedAudits != 0), "proven without an audit");
    }

    /* INTERNAL */

    function _leave(uint256 jobId) internal override {
        Entry storage entry = entries[jobId];
        for (uint256 i = 0; i < quarrels.length; ++i) {
            if (quarrels[i].jobId != jobId) continue;
            if (disputes.disputeOf(jobId, quarrels[i].index).phase == IDisputes.Phase.Ended) continue;
            (bool resolved, bytes memory answer) = _resolve("", quarrels[i]);
            _hold(resolved, "a dispute that nobody can end");
            quarrels[i].outcome = abi.decode(answer, (IDisputes.Outcome));
        }
        if (disputes.auditsOf(jobId).pending != 0) {
            disputes.closeAudits(jobId, entry.terms, entry.submission, draws[jobId]);
        }
        super._leave(jobId);
    }

    function _truthOf(Quarrel storage quarrel) private view returns (IAudits.Finding memory truth) {
        (uint256 jobId, uint256 index) = (quarrel.jobId, quarrel.index);
        if (index == disputes.DELIVERY()) {
            return IAudits.Finding(entries[jobId].submission.deliveryDigest, bytes32(uint256(1)));
        }
        uint256 hashes = quarrel.jury.second.length == 0 ? 2 : 3;
        return IAudits.Finding(Run.state(jobId, index), Run.proof(jobId, index, hashes));
    }

    function _resolve(string memory act, Quarrel storage quarrel) private returns (bool resolved, bytes memory answer) {
        Entry storage entry = entries[quarrel.jobId];
        bytes memory call = abi.encodeCall(
            disputes.resolve,
            (quarrel.jobId, entry.terms, entry.submission, quarrel.index, quarrel.jury)
        );
        return _ask(act, address(this), address(disputes), 0, call);
    }

    function _some(uint256 which, IDisputes.Phase phase) private view returns (Quarrel storage quarrel) {
        uint256 count = quarrels.length;
        for (uint256 i = 0; i < count; ++i) {
            Quarrel storage candidate = quarrels[((which % count) + i) % count];
            if (disputes.disputeOf(candidate.jobId, candidate.index).phase == phase) return candidate;
        }
        return quarrels[which % count];
    }

    function _unfinished(uint256 which) private view returns (Quarrel storage quarrel) {
        uint256 count = quarrels.length;
        for (uint256 i = 0; i < count; ++i) {
            quarrel = quarrels[((which % count) + i) % count];
            if (quarrel.outcome == IDisputes.Outcome.None) return quarrel;
        }
        return quarrels[which % count];
    }

    function _jurorsOf(Quarrel storage quarrel) private view returns (address[] memory jurors) {
        return quarrel.jury.second.length == 0 ? quarrel.jury.first : quarrel.jury.second;
    }

    function _seatOf(Quarrel storage quarrel, address juror) private view returns (bytes32 seat) {
        return keccak256(abi.encode(quarrel.jobId, quarrel.index, juror));
    }

    function _concat(address[] memory first, address[] memory second) private pure returns (address[] memory all) {
        all = new address[](first.length + second.length);
        for (uint256 i = 0; i < first.length; ++i) all[i] = first[i];
        for (uint256 i = 0; i < second.length; ++i) all[first.length + i] = second[i];
    }
}
