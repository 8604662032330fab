// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IAudits} from "../../../contracts/interfaces/IAudits.sol";
import {IJobReview} from "../../../contracts/interfaces/IJobReview.sol";
import {vm} from "../support/Vm.sol";
import {Judged} from "./Judged.sol";
import {Run} from "./Run.sol";

/// @notice Auditors who recompute, accuse, err, or say nothing; nodes that hand out keys, or do not.
abstract contract Audited is Judged {
    /* ACTS */

    function drawAudits(uint256 which) external {
        (uint256 jobId, Entry storage entry) = _submitted(which);
        vm.roll(block.number + 2);
        bytes memory call = abi.encodeCall(disputes.drawAudits, (jobId, entry.terms, entry.submission));
        (bool drawn, bytes memory answer) = _ask("drawAudits", address(this), address(disputes), 0, call);
        if (!drawn) return;
        IAudits.AuditDraw memory draw = abi.decode(answer, (IAudits.AuditDraw));
        if (draw.auditors.length == 0) return;
        draws[jobId] = draw;
        for (uint256 i = 0; i < draw.auditors.length; ++i) {
            _hold(draw.auditors[i] != escrow.jobOf(jobId).node, "a node audits itself");
            _hold(draw.auditors[i] != entry.terms.requester, "a requester audits its job");
            for (uint256 k = 0; k < i; ++k) _hold(draw.auditors[i] != draw.auditors[k], "an auditor twice");
        }
    }

    function postAuditKeys(uint256 which, bytes32 digest) external {
        uint256 jobId = _drawn(which);
        Entry storage entry = entries[jobId];
        address node = escrow.jobOf(jobId).node;
        bytes memory call = abi.encodeCall(disputes.postAuditKeys, (jobId, entry.terms, entry.submission, digest));
        _try("postAuditKeys", node, address(disputes), 0, call);
    }

    /// Sometimes as somebody else, or with another finding.
    function audit(uint256 which, uint256 place, uint256 manner) external {
        uint256 jobId = _drawn(which);
        Entry storage entry = entries[jobId];
        IAudits.AuditDraw memory draw = draws[jobId];
        if (draw.auditors.length == 0) return;
        place %= draw.auditors.length;
        uint256 index = draw.indices[place];
        address auditor = manner % 9 == 0 ? _anybody(manner) : draw.auditors[place];
        IAudits.Finding memory truth = IAudits.Finding(Run.state(jobId, index), Run.proof(jobId, index, 1));
        if (manner % 5 == 0) truth.proof = bytes32(manner);
        bytes32[] memory path = Run.path(jobId, SEGMENTS, index, _wrongLeaf(jobId));
        bytes memory call = abi.encodeCall(
            disputes.audit,
            (jobId, entry.terms, entry.submission, draw, place, truth, path)
        );
        if (!_try("audit", auditor, address(disputes), 0, call)) return;
        _hold(manner % 5 != 0 && index != _wrongLeaf(jobId), "a wrong finding passed");
    }

    function failAudit(uint256 which, uint256 place, uint256 manner) external {
        uint256 jobId = _drawn(which);
        Entry storage entry = entries[jobId];
        IAudits.AuditDraw memory draw = draws[jobId];
        if (draw.auditors.length == 0) return;
        place %= draw.auditors.length;
        // Honest auditors fail what is wrong; a few others fail anything.
        if (draw.indices[place] != _wrongLeaf(jobId) && manner % 5 != 0) return;
        address auditor = draw.auditors[place];
        bytes memory call = abi.encodeCall(disputes.failAudit, (jobId, entry.terms, entry.submission, draw, place));
        uint256 before = escrow.jobOf(jobId).review.openDisputes;
        if (!_try("failAudit", auditor, address(disputes), 0, call)) return;
        if (escrow.jobOf(jobId).review.openDisputes > before) _quarrel(jobId, draw.indices[place], auditor);
    }

    /// One time in two when it may.
    function closeAudits(uint256 which, uint256 haste) external {
        uint256 jobId = _drawn(which);
        Entry storage entry = entries[jobId];
        if (haste % 2 == 0) _waitUntil(disputes.auditsOf(jobId).endsAt);
        IJobReview.Verdict verdict = escrow.jobOf(jobId).review.verdict;
        bool keysMissing = disputes.auditsOf(jobId).keysMissing;
        bytes memory call = abi.encodeCall(disputes.closeAudits, (jobId, entry.terms, entry.submission, draws[jobId]));
        if (!_try("closeAudits", address(this), address(disputes), 0, call)) return;
        _hold(keysMissing || escrow.jobOf(jobId).review.verdict == verdict, "silent auditors cost the node");
    }

    /* INTERNAL */

    /// A job with auditors at work, one time in eight any submitted one; of those, half the time one without its keys.
    function _drawn(uint256 which) private view returns (uint256 jobId) {
        (jobId, ) = _submitted(which >> 3);
        if (which % 8 == 0) return jobId;
        uint256 count = escrow.jobCount();
        for (uint256 i = 0; i < count; ++i) {
            uint256 candidate = 1 + ((((which >> 3) % count) + i) % count);
            IAudits.Audits memory audits = disputes.auditsOf(candidate);
            if (audits.pending == 0) continue;
            jobId = candidate;
            if (which % 2 == 0 || audits.keysMissing) return jobId;
        }
    }
}
