// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IDisputes} from "../interfaces/IDisputes.sol";
import {IJobEscrow} from "../interfaces/IJobEscrow.sol";
import {INodeRegistry} from "../interfaces/INodeRegistry.sol";
import {ITreasury} from "../interfaces/ITreasury.sol";
import {JobTerms} from "../libraries/JobTerms.sol";
import {Rules} from "../libraries/Rules.sol";

/// @title DisputeBase
/// @notice What all parts of Disputes share: storage, and the facts of a job and a dispute, checked. See {IDisputes}.
abstract contract DisputeBase is IDisputes {
    using Rules for Rules.Set;

    /* CONSTANTS AND IMMUTABLES */

    /// @inheritdoc IDisputes
    uint256 public constant DELIVERY = type(uint32).max;

    INodeRegistry internal immutable NODES;
    IJobEscrow internal immutable ESCROW;
    ITreasury internal immutable TREASURY;

    /* STORAGE */

    mapping(uint256 jobId => mapping(uint256 index => Dispute)) internal _disputes;
    mapping(uint256 jobId => mapping(uint256 index => mapping(address juror => bytes32 vote))) internal _votes;
    mapping(uint256 jobId => Audits) internal _audits;
    mapping(uint256 version => Rules.Set) private _rules;

    constructor(address nodes, address jobEscrow, address treasury) {
        NODES = INodeRegistry(nodes);
        ESCROW = IJobEscrow(jobEscrow);
        TREASURY = ITreasury(treasury);
    }

    /* JOBS */

    /// @dev The stored facts of a job whose result was handed in; the caller has shown its terms and submission.
    function _submittedJob(
        uint256 jobId,
        IJobEscrow.Terms calldata terms,
        IJobEscrow.Submission calldata submission
    ) internal view returns (IJobEscrow.Job memory job) {
        job = ESCROW.jobOf(jobId);
        if (job.commitment != JobTerms.commitment(terms, submission)) revert Disputes_TermsMismatch(jobId);
    }

    /// @dev The same of a job whose result still stands to be judged.
    function _liveJob(
        uint256 jobId,
        IJobEscrow.Terms calldata terms,
        IJobEscrow.Submission calldata submission
    ) internal view returns (IJobEscrow.Job memory job) {
        job = _submittedJob(jobId, terms, submission);
        if (!_isLive(job)) revert Disputes_NotDisputable(jobId, job.state, terms.work.mode);
    }

    /// @dev A submitted job has ended, paid or not, exactly when its node's bond is no longer locked.
    function _isLive(IJobEscrow.Job memory job) internal pure returns (bool live) {
        return job.bondLocked;
    }

    function _rulesOf(IJobEscrow.Terms calldata terms) internal returns (Rules.Set storage rules) {
        rules = _rules[terms.version];
        rules.load(ESCROW, terms.version);
    }

    /// @dev Keys are needed where the result goes to the requester's key alone; then its checkpoints are encrypted too.
    function _isPrivate(IJobEscrow.Terms calldata terms) internal pure returns (bool isPrivate) {
        return terms.work.encryptionKey != bytes32(0);
    }

    /* DISPUTES */

    function _inPhase(uint256 jobId, uint256 index, Phase required) internal view returns (Dispute storage dispute) {
        dispute = _disputes[jobId][index];
        if (dispute.phase != required) revert Disputes_WrongPhase(jobId, index, dispute.phase, required);
    }

    function _requireJury(uint256 jobId, uint256 index, Dispute storage dispute, Jury memory jury) internal view {
        if (dispute.juryHash != _hash(jury)) revert Disputes_JuryMismatch(jobId, index);
    }

    function _hash(Jury memory jury) internal pure returns (bytes32 juryHash) {
        return keccak256(abi.encode(jury));
    }

    function _requireBefore(uint256 jobId, uint256 index, uint256 end) internal view {
        if (block.timestamp >= end) revert Disputes_TooLate(jobId, index, end);
    }

    /// @dev The class as it is now, where a mismatch in it is proof.
    function _slashable(bytes32 class) internal view returns (INodeRegistry.Class memory listing) {
        listing = NODES.classOf(class);
        if (!listing.isProof) revert Disputes_ClassNotSlashable(class, listing.status);
    }

    /// @dev Writes a new dispute. What ends its first phase is set by the caller.
    function _create(
        uint256 jobId,
        uint256 index,
        Phase phase,
        uint32 ticketCount,
        Jury memory jury
    ) internal returns (Dispute storage dispute) {
        dispute = _disputes[jobId][index];
        if (dispute.phase != Phase.None) revert Disputes_AlreadyChallenged(jobId, index);
        dispute.phase = phase;
        dispute.openedAt = uint40(block.timestamp);
        dispute.ticketCount = ticketCount;
        dispute.juryHash = _hash(jury);
    }

    /// @dev Opens a dispute about a leaf; the node has to open it now.
    function _accuse(
        uint256 jobId,
        IJobEscrow.Terms calldata terms,
        uint256 index,
        Rules.Set storage rules,
        uint32 ticketCount,
        bool fromStake
    ) internal {
        Jury memory jury = Jury(msg.sender, bytes32(0), new address[](0), new address[](0));
        Dispute storage dispute = _create(jobId, index, Phase.Opening, ticketCount, jury);
        uint256 openingEndsAt = block.timestamp + rules.openingWindow;
        dispute.phaseEndsAt = uint40(openingEndsAt);
        dispute.fromStake = fromStake;
        Kind kind = _kindOf(index, terms.work.segments);
        emit ChallengeOpened(jobId, index, msg.sender, kind, rules.challengeBond, fromStake, openingEndsAt);
        _count(jobId);
    }

    function _count(uint256 jobId) internal {
        ESCROW.openDispute(jobId);
    }

    function _kindOf(uint256 index, uint256 segments) internal pure returns (Kind kind) {
        if (index == 0) return Kind.Init;
        return index == segments - 1 ? Kind.Export : Kind.Step;
    }

    /* DUTIES */

    function _draw(
        uint256 jobId,
        bytes32 class,
        bytes32 seed,
        uint256 ticketCount,
        uint256 asOf,
        uint256 minimum,
        uint256 count,
        uint256 amount,
        address[] memory excluded
    ) internal returns (address[] memory drawn) {
        return NODES.draw(jobId, class, seed, ticketCount, asOf, minimum, count, amount, excluded);
    }

    function _release(uint256 jobId, address[] memory accounts, uint256 amount) internal {
        NODES.releaseDuty(jobId, accounts, amount);
    }

    function _releaseOne(uint256 jobId, address account, uint256 amount) internal {
        address[] memory accounts = new address[](1);
        accounts[0] = account;
        _release(jobId, accounts, amount);
    }

    function _slash(uint256 jobId, address account, uint256 amount, ITreasury.Credit[] memory parts) internal {
        NODES.slash(account, amount, parts, jobId);
    }

    /// @dev All of it is burnt: nobody gains by another's silence.
    function _burn(uint256 jobId, address account, uint256 amount) internal {
        _slash(jobId, account, amount, new ITreasury.Credit[](0));
    }

    /// @dev An array with fewer elements, in place.
    function _shorten(address[] memory accounts, uint256 length) internal pure {
        assembly ("memory-safe") {
            mstore(accounts, length)
        }
    }
}
