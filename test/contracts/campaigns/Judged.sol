// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IAudits} from "../../../contracts/interfaces/IAudits.sol";
import {IDisputes} from "../../../contracts/interfaces/IDisputes.sol";
import {IJobEscrow} from "../../../contracts/interfaces/IJobEscrow.sol";
import {INodeRegistry} from "../../../contracts/interfaces/INodeRegistry.sol";
import {Jobs} from "./Jobs.sol";
import {Run} from "./Run.sol";

/// @notice Jobs to be judged: their runs are honest, or wrong in one leaf.
abstract contract Judged is Jobs {
    uint32 internal constant SEGMENTS = 4;

    /// @dev What the campaign knows of a dispute besides what is stored.
    /// @param lies Votes of the round that are neither the truth nor silence.
    /// @param outcome What it came to.
    struct Quarrel {
        uint256 jobId;
        uint256 index;
        IDisputes.Jury jury;
        uint256 lies;
        IDisputes.Outcome outcome;
    }

    Quarrel[] internal quarrels;
    mapping(uint256 jobId => IAudits.AuditDraw) internal draws;

    function _beginJudged() internal {
        nodes.setClassStatus(CLASS, INodeRegistry.ClassStatus.Slashable);
    }

    /* OVERRIDDEN OF JOBS */

    function _randomRequest(
        uint256 which,
        uint256 price,
        uint256 range,
        uint256 kind
    ) internal override returns (IJobEscrow.Request memory job) {
        job = super._randomRequest(which % 2, price % 0.06 ether, range % 0.06 ether, kind);
        job.work.segments = SEGMENTS;
        if (kind % 8 == 0) return job;
        job.work.mode = IJobEscrow.Mode.Audit;
        job.work.juryMayRead = true;
        job.work.audits = uint8(kind % 5);
        if (job.work.audits != 0) job.payment.auditFee = uint128(escrow.minAuditFee(job));
        if (kind % 6 != 1) return job;
        job.work.encryptionKey = "key";
        if (job.work.targetNode == address(0)) job.work.targetNode = crew[kind % crew.length];
    }

    function _submissionOf(
        uint256 jobId,
        uint256 how
    ) internal view override returns (IJobEscrow.Submission memory submission) {
        uint256 wrong = _wrongLeaf(jobId);
        (bytes32 result, ) = Run.halves(jobId, SEGMENTS - 1, wrong);
        bool isPrivate = entries[jobId].terms.work.encryptionKey != 0;
        return
            IJobEscrow.Submission(
                result,
                Run.root(jobId, SEGMENTS, wrong),
                isPrivate ? keccak256(abi.encode("delivery", how)) : bytes32(0)
            );
    }

    /* INTERNAL */

    /// The one leaf of the job's run that is wrong; beyond the trace where it is honest.
    function _wrongLeaf(uint256 jobId) internal pure returns (uint256 index) {
        index = uint256(keccak256(abi.encode("wrong", jobId))) % 8;
        if (index >= SEGMENTS) index = type(uint32).max - 1;
    }

    function _quarrel(uint256 jobId, uint256 index, address challenger) internal {
        Quarrel storage quarrel = quarrels.push();
        quarrel.jobId = jobId;
        quarrel.index = index;
        quarrel.jury.challenger = challenger;
    }

    function _submitted(uint256 which) internal view returns (uint256 jobId, Entry storage entry) {
        IJobEscrow.State state =
            which % 4 == 0
                ? IJobEscrow.State.Settled
                : which % 4 == 1
                    ? IJobEscrow.State.Disputed
                    : IJobEscrow.State.Submitted;
        return _some(which >> 2, state);
    }
}
