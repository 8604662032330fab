// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IJobEscrow} from "./IJobEscrow.sol";
import {ITreasury} from "./ITreasury.sol";

/// @title IJobReview
/// @notice What audits and disputes do to a job. The part of {IJobEscrow} that only Disputes may call; it checks terms, kinds
/// and times, this only counts, pays and ends.
/// @dev A result is under review while its node's bond is locked: submitted, disputed, or accepted.
interface IJobReview {
    /// @notice What audits and disputes of a job have come to.
    /// @param seedBlock Block whose hash draws the audits; 0 without audits.
    /// @param ticketCount Tickets of the class at the submission, from which the audits are drawn; 0 without audits.
    /// @param openAudits Paid audits that have not ended.
    /// @param passedAudits Audits whose auditor recomputed the leaf; each was paid.
    /// @param openDisputes Disputes that have not ended.
    /// @param verdict What disputes have decided about the result.
    struct Review {
        uint40 seedBlock;
        uint32 ticketCount;
        uint8 openAudits;
        uint8 passedAudits;
        uint16 openDisputes;
        Verdict verdict;
    }

    /// @notice None: nothing was decided against the result. Refuted: a jury found another result, or the node was silent.
    /// Void: no jury came to a result, or the class was not slashable any more.
    enum Verdict {
        None,
        Refuted,
        Void
    }

    /// @notice Only the named core contract may do this.
    error JobEscrow_NotDisputes(address caller, address disputes);
    /// @notice Paid audits have not ended; anyone may draw and end them. At `endsAt` they no longer hold the job.
    error JobEscrow_AuditsOpen(uint256 jobId, uint256 openAudits, uint256 endsAt);
    /// @notice Disputes about the job are open.
    error JobEscrow_DisputesOpen(uint256 jobId, uint256 openDisputes);

    /// @notice The first dispute about an unpaid result was opened: it is neither paid nor refunded before the end.
    event JobDisputed(uint256 indexed jobId);
    /// @notice The last open dispute ended without a verdict against the result; it may be finalized again.
    event JobUndisputed(uint256 indexed jobId);
    /// @notice The result was refuted. An unpaid requester's escrow went back (`refund`); a paid one was compensated from
    /// the node's bond. `BondSlashed` follows.
    event JobRefuted(
        uint256 indexed jobId,
        address indexed requester,
        address indexed node,
        uint256 refund,
        uint256 compensation
    );
    /// @notice Nobody's fault: bond and, where unpaid, escrow went back. `BondReleased` follows.
    event JobVoided(uint256 indexed jobId, address indexed requester, address indexed node, uint256 refund);
    /// @notice An audit was passed and paid.
    event AuditPaid(uint256 indexed jobId, address indexed auditor, uint256 fee);
    /// @notice Audits ended without pay; all that are left do when the job ends.
    event AuditsEnded(uint256 indexed jobId, uint256 count);
    /// @notice What was held for audits that nobody passed went back, whenever a submitted job ends. The `refund` of
    /// `JobSettled`, `JobRefuted` and `JobVoided` is without it.
    event AuditFeesRefunded(uint256 indexed jobId, address indexed requester, uint256 refund);

    /// @notice Counts a new dispute about a result that is not final: submitted, or accepted with its bond locked.
    /// By Disputes only, which has checked the terms, the window and the kind.
    function openDispute(uint256 jobId) external;

    /// @notice Counts a dispute that ended without a verdict against the result, also after the job has ended.
    /// By Disputes only.
    function closeDispute(uint256 jobId) external;

    /// @notice Ends a job, and the dispute that refuted its result: refunds an unpaid requester, slashes the bond. Books
    /// `credits` from the bond, then to a requester who had paid at most what the price is worth, and burns the rest.
    /// Other disputes about the job stay open until they are closed. By Disputes only.
    function refute(
        uint256 jobId,
        IJobEscrow.Terms calldata terms,
        IJobEscrow.Submission calldata submission,
        ITreasury.Credit[] calldata credits
    ) external;

    /// @notice Ends a job without fault, and the dispute that came to nothing: refunds an unpaid requester, frees the bond.
    /// Other disputes about the job stay open until they are closed. By Disputes only.
    function voidJob(
        uint256 jobId,
        IJobEscrow.Terms calldata terms,
        IJobEscrow.Submission calldata submission
    ) external;

    /// @notice Pays an auditor who recomputed its segment. By Disputes only.
    function passAudit(
        uint256 jobId,
        IJobEscrow.Terms calldata terms,
        IJobEscrow.Submission calldata submission,
        address auditor
    ) external;

    /// @notice Ends `count` audits without pay. By Disputes only.
    function endAudits(uint256 jobId, uint256 count) external;
}
