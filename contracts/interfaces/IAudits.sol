// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IJobEscrow} from "./IJobEscrow.sol";

/// @title IAudits
/// @notice Paid audits: drawn nodes recompute drawn leaves of a result. The part of {IDisputes} that needs no accuser.
/// @dev A job's audits are drawn from the hash of the block that its submission set:
///
///     drawn ─ [(postAuditKeys)] ─ each auditor: (audit) passed and paid │ (failAudit) a dispute │ silent: loses a slice
///
/// Silent auditors are replaced once; a node that is silent about keys is refuted. Until its audit is over an auditor's
/// stake is locked for a challenge bond.
interface IAudits {
    /// @notice Who audits what; only its hash is stored.
    /// @param auditors Drawn nodes.
    /// @param indices The leaf of each.
    struct AuditDraw {
        address[] auditors;
        uint32[] indices;
    }

    /// @notice What is stored of a job's audits.
    /// @param drawHash Hash of the {AuditDraw}, cut to 160 bits.
    /// @param endsAt Until when auditors may answer, or the node may post keys for them; 0 before a draw.
    /// @param round 0 before the first draw, 1, or 2 once it was drawn again because auditors had been silent.
    /// @param reseeded Whether the seed of the round had expired once.
    /// @param pending Bit i: auditor i has not answered.
    /// @param keysMissing Whether auditors wait for the node's keys.
    /// @param seedBlock In place of the submission's, once a new one was needed; else 0.
    struct Audits {
        bytes20 drawHash;
        uint40 endsAt;
        uint8 round;
        bool reseeded;
        uint8 pending;
        bool keysMissing;
        uint40 seedBlock;
    }

    /// @notice A recomputed leaf. Both halves 0: unavailable, what is needed could not be fetched or is not what was
    /// committed.
    /// @dev About a delivery: the delivery's digest, and 1 where the key it holds decrypts the result, else 2; 1 also where
    /// the key that the requester showed is not the private half of the one in the terms. A guess would do here, as always
    /// where the answer is yes or no: only the slice at stake and the salted commitment speak against it.
    /// @param stateHash sha256 of the canonical state.
    /// @param proof The segment's secret: hashed twice by an auditor, once by a juror of the first round, as it is by one
    /// of the second.
    struct Finding {
        bytes32 stateHash;
        bytes32 proof;
    }

    /// @notice The audits are not those that were drawn.
    error Disputes_DrawMismatch(uint256 jobId);
    /// @notice The job has no audits to be drawn.
    error Disputes_NoAuditsToDraw(uint256 jobId, uint256 round);
    /// @notice The audits have not been drawn, or were closed.
    error Disputes_NothingDrawn(uint256 jobId);
    /// @notice The auditors wait for the node's keys until `endsAt`; or they do not.
    error Disputes_KeysMissing(uint256 jobId, bool missing, uint256 endsAt);
    /// @notice The caller is not the auditor at that place, or has answered.
    error Disputes_NotAuditor(uint256 jobId, uint256 place, address caller);
    /// @notice The time for keys or answers is over.
    error Disputes_AuditsOver(uint256 jobId, uint256 endedAt);
    /// @notice The auditors, or the node with its keys, have time until `endsAt`.
    error Disputes_AuditsNotOver(uint256 jobId, uint256 endsAt);

    /// @notice Audits were drawn. Auditor i recomputes leaf `indices[i]` until `endsAt`; where inputs are private, the node
    /// posts keys until then.
    event AuditsDrawn(
        uint256 indexed jobId,
        uint256 indexed round,
        address[] auditors,
        uint32[] indices,
        uint256 endsAt
    );
    /// @notice The auditor recomputed the leaf; its fee follows in the escrow's `AuditPaid`.
    event AuditPassed(uint256 indexed jobId, uint256 indexed index, address indexed auditor);
    /// @notice The auditor found another leaf, or what it needed was unavailable; a dispute follows unless the leaf has had
    /// one or the class is not slashable any more.
    event AuditFailed(uint256 indexed jobId, uint256 indexed index, address indexed auditor);
    /// @notice The node posted the data key, encrypted to each auditor.
    event AuditKeysPosted(uint256 indexed jobId, bytes32 keysDigest, uint256 endsAt);
    /// @notice The node posted no keys for the auditors; `JobRefuted` of the escrow follows.
    event AuditKeysMissed(uint256 indexed jobId);
    /// @notice The audits of the next draw come from the hash of `seedBlock`: the one before had expired, or auditors were
    /// silent.
    event AuditSeedSet(uint256 indexed jobId, uint256 seedBlock);
    /// @notice Auditors are free again: the job has ended, or the audits did.
    event AuditsClosed(uint256 indexed jobId, uint256 indexed round);
    /// @notice The auditor was silent and lost a slice.
    event AuditorSilent(uint256 indexed jobId, uint256 indexed index, address indexed auditor, uint256 slice);

    /// @notice Draws the audits of a submitted job: segments and nodes. By anyone, once the seed block is known. Where fewer
    /// nodes than audits can be drawn, the rest end unpaid.
    /// @dev Where the hash of the block has expired, sets a new seed block instead, once; returns empty lists then.
    function drawAudits(
        uint256 jobId,
        IJobEscrow.Terms calldata terms,
        IJobEscrow.Submission calldata submission
    ) external returns (AuditDraw memory drawn);

    /// @notice Posts the data key for the drawn auditors of a private job, by its node.
    function postAuditKeys(
        uint256 jobId,
        IJobEscrow.Terms calldata terms,
        IJobEscrow.Submission calldata submission,
        bytes32 keysDigest
    ) external;

    /// @notice Passes an audit: the finding makes the leaf, and is paid for.
    /// @param place The caller's place in the draw.
    /// @param path From the leaf to the root.
    function audit(
        uint256 jobId,
        IJobEscrow.Terms calldata terms,
        IJobEscrow.Submission calldata submission,
        AuditDraw calldata drawn,
        uint256 place,
        Finding calldata finding,
        bytes32[] calldata path
    ) external;

    /// @notice Fails an audit: the auditor's finding does not make the leaf, or what it needs is unavailable. Opens a
    /// dispute with the auditor as challenger and its locked stake as the bond.
    /// @dev What it found stays its own: shown, it could be copied by the jury.
    function failAudit(
        uint256 jobId,
        IJobEscrow.Terms calldata terms,
        IJobEscrow.Submission calldata submission,
        AuditDraw calldata drawn,
        uint256 place
    ) external;

    /// @notice After the audits' time: auditors who were silent lose a slice; after the first round their places are drawn
    /// anew from all tickets, after the second their audits end unpaid. A node that was silent about keys is refuted. Audits whose seed has expired twice
    /// end unpaid. For a job that has ended meanwhile: frees the auditors. By anyone.
    /// @param drawn The audits that are open; empty lists where the seed has expired.
    function closeAudits(
        uint256 jobId,
        IJobEscrow.Terms calldata terms,
        IJobEscrow.Submission calldata submission,
        AuditDraw calldata drawn
    ) external;

    /// @notice What is stored of a job's audits.
    function auditsOf(uint256 jobId) external view returns (Audits memory audits);
}
