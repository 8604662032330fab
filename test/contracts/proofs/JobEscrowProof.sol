// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {JobEscrow} from "../../../contracts/JobEscrow.sol";
import {IAssetRegistry} from "../../../contracts/interfaces/IAssetRegistry.sol";
import {IJobEscrow} from "../../../contracts/interfaces/IJobEscrow.sol";
import {IJobReview} from "../../../contracts/interfaces/IJobReview.sol";
import {ITreasury} from "../../../contracts/interfaces/ITreasury.sol";
import {AnswersZero} from "./AnswersZero.sol";
import {proofVm, svm} from "./Svm.sol";

/// @notice Whatever the escrow holds and whoever calls: a job's state stays, or goes along an edge of the diagram in
/// contracts/README.md. `any` is any job, the one that the call names or another.
contract JobEscrowProof {
    JobEscrow private _escrow;

    function setUp() public {
        address other = address(new AnswersZero());
        _escrow = new JobEscrow(other, other, other, other, other);
        svm.enableSymbolicStorage(address(_escrow));
    }

    function check_Request(
        address caller,
        uint256 any,
        uint128 value,
        uint32 claimWindow,
        IJobEscrow.Work memory work
    ) public {
        IJobEscrow.Request memory job;
        job.work = work;
        (job.payment.maxPrice, job.payment.claimWindow) = (value, claimWindow);
        job.parents = new IAssetRegistry.Parent[](0);
        _step(caller, any, value, abi.encodeCall(IJobEscrow.request, (job)));
    }

    function check_Cancel(address caller, uint256 any, uint256 jobId, IJobEscrow.Terms memory terms) public {
        _fixAmounts(terms);
        _step(caller, any, 0, abi.encodeCall(IJobEscrow.cancel, (jobId, terms)));
    }

    function check_Claim(address caller, uint256 any, uint256 jobId, IJobEscrow.Terms memory terms) public {
        _fixAmounts(terms);
        _step(caller, any, 0, abi.encodeCall(IJobEscrow.claim, (jobId, terms)));
    }

    function check_Submit(
        address caller,
        uint256 any,
        uint256 jobId,
        IJobEscrow.Terms memory terms,
        IJobEscrow.Submission memory submission
    ) public {
        _fixAmounts(terms);
        _step(caller, any, 0, abi.encodeCall(IJobEscrow.submit, (jobId, terms, submission)));
    }

    function check_Accept(
        address caller,
        uint256 any,
        uint256 jobId,
        IJobEscrow.Terms memory terms,
        IJobEscrow.Submission memory submission
    ) public {
        _fixAmounts(terms);
        _step(caller, any, 0, abi.encodeCall(IJobEscrow.accept, (jobId, terms, submission)));
    }

    function check_Finalize(
        address caller,
        uint256 any,
        uint256 jobId,
        IJobEscrow.Terms memory terms,
        IJobEscrow.Submission memory submission
    ) public {
        _fixAmounts(terms);
        _step(caller, any, 0, abi.encodeCall(IJobEscrow.finalize, (jobId, terms, submission)));
    }

    function check_ReleaseBond(
        address caller,
        uint256 any,
        uint256 jobId,
        IJobEscrow.Terms memory terms,
        IJobEscrow.Submission memory submission
    ) public {
        _fixAmounts(terms);
        _step(caller, any, 0, abi.encodeCall(IJobEscrow.releaseBond, (jobId, terms, submission)));
    }

    function check_Expire(address caller, uint256 any, uint256 jobId, IJobEscrow.Terms memory terms) public {
        _fixAmounts(terms);
        _step(caller, any, 0, abi.encodeCall(IJobEscrow.expire, (jobId, terms)));
    }

    function check_MintResult(
        address caller,
        uint256 any,
        uint256 jobId,
        IJobEscrow.Terms memory terms,
        IJobEscrow.Submission memory submission
    ) public {
        _step(caller, any, 0, abi.encodeCall(IJobEscrow.mintResult, (jobId, terms, submission)));
    }

    function check_OpenDispute(address caller, uint256 any, uint256 jobId) public {
        _step(caller, any, 0, abi.encodeCall(IJobReview.openDispute, (jobId)));
    }

    function check_CloseDispute(address caller, uint256 any, uint256 jobId) public {
        _step(caller, any, 0, abi.encodeCall(IJobReview.closeDispute, (jobId)));
    }

    function check_Refute(
        address caller,
        uint256 any,
        uint256 jobId,
        IJobEscrow.Terms memory terms,
        IJobEscrow.Submission memory submission
    ) public {
        _fixAmounts(terms);
        ITreasury.Credit[] memory credits = new ITreasury.Credit[](0);
        _step(caller, any, 0, abi.encodeCall(IJobReview.refute, (jobId, terms, submission, credits)));
    }

    function check_VoidJob(
        address caller,
        uint256 any,
        uint256 jobId,
        IJobEscrow.Terms memory terms,
        IJobEscrow.Submission memory submission
    ) public {
        _fixAmounts(terms);
        _step(caller, any, 0, abi.encodeCall(IJobReview.voidJob, (jobId, terms, submission)));
    }

    function check_PassAudit(
        address caller,
        uint256 any,
        uint256 jobId,
        IJobEscrow.Terms memory terms,
        IJobEscrow.Submission memory submission,
        address auditor
    ) public {
        _fixAmounts(terms);
        _step(caller, any, 0, abi.encodeCall(IJobReview.passAudit, (jobId, terms, submission, auditor)));
    }

    function check_EndAudits(address caller, uint256 any, uint256 jobId, uint256 count) public {
        _step(caller, any, 0, abi.encodeCall(IJobReview.endAudits, (jobId, count)));
    }

    /// Known to be false: a dispute holds what was submitted.
    function check_REFUTED_DisputeChangesNothing(address caller, uint256 jobId) public {
        IJobEscrow.State before = _escrow.jobOf(jobId).state;
        proofVm.prank(caller);
        _escrow.openDispute(jobId);
        assert(_escrow.jobOf(jobId).state == before);
    }

    function _step(address caller, uint256 any, uint256 value, bytes memory data) private {
        IJobEscrow.State before = _stateOf(any);
        proofVm.prank(caller);
        (bool done, ) = address(_escrow).call{value: value}(data);
        proofVm.assume(done);
        assert(_isLegal(before, _escrow.jobOf(any).state));
    }

    /// A job that nobody has requested yet has no state; without that, a request does not carry itself on.
    function _stateOf(uint256 jobId) private view returns (IJobEscrow.State state) {
        state = _escrow.jobOf(jobId).state;
        proofVm.assume(jobId <= _escrow.jobCount() || state == IJobEscrow.State.None);
    }

    /// One price in the native currency instead of any: no state depends on amounts, and their products are what a prover is slow at.
    function _fixAmounts(IJobEscrow.Terms memory terms) private pure {
        terms.payment.currency = address(0);
        (terms.payment.minPrice, terms.payment.maxPrice, terms.payment.auditFee) = (1 ether, 1 ether, 0);
        terms.work.audits = 1;
    }

    function _isLegal(IJobEscrow.State from, IJobEscrow.State to) private pure returns (bool legal) {
        if (from == to) return true;
        if (from == IJobEscrow.State.None) return to == IJobEscrow.State.Open;
        if (from == IJobEscrow.State.Open) return to == IJobEscrow.State.Claimed || to == IJobEscrow.State.Canceled;
        if (from == IJobEscrow.State.Claimed) {
            return to == IJobEscrow.State.Submitted || to == IJobEscrow.State.Refunded;
        }
        if (from == IJobEscrow.State.Submitted) {
            return to == IJobEscrow.State.Settled || to == IJobEscrow.State.Disputed;
        }
        if (from == IJobEscrow.State.Disputed) {
            return to == IJobEscrow.State.Submitted || to == IJobEscrow.State.Refunded || to == IJobEscrow.State.Void;
        }
        return false;
    }
}
