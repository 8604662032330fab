// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {JobEscrow} from "../../../contracts/JobEscrow.sol";
import {LicenseMarket} from "../../../contracts/LicenseMarket.sol";
import {IJobParameters} from "../../../contracts/interfaces/IJobParameters.sol";
import {AllowsAll} from "./AllowsAll.sol";
import {proofVm} from "./Svm.sol";

/// @notice What governance cannot do, whoever it is and whatever it sets: nobody's permission is missing here.
contract GovernanceProof {
    uint256 private constant MAX_FEE_BPS = 500;
    uint256 private constant JURORS = 16;

    LicenseMarket private _market;
    JobEscrow private _escrow;

    function setUp() public {
        address other = address(new AllowsAll());
        _market = new LicenseMarket(other, other, other);
        _escrow = new JobEscrow(other, other, other, other, other);
    }

    function check_TheFeeOfSalesStaysBelowItsCap(address caller, uint16 bps) public {
        proofVm.prank(caller);
        _market.setFee(bps);
        assert(_market.feeBps() == bps && bps <= MAX_FEE_BPS);
    }

    function check_TheFeeOfJobsStaysBelowItsCap(
        address caller,
        IJobParameters.Parameters memory jobs,
        IJobParameters.DisputeParameters memory disputes
    ) public {
        uint256 version = _set(caller, jobs, disputes);
        assert(_escrow.parametersOf(version).feeBps == jobs.feeBps && jobs.feeBps <= MAX_FEE_BPS);
    }

    /// A node's bond pays every juror of both rounds and the challenger; a challenger's, every juror; an auditor's lock,
    /// its slice.
    function check_BondsCoverWhatTheyMayPay(
        address caller,
        IJobParameters.Parameters memory jobs,
        IJobParameters.DisputeParameters memory disputes
    ) public {
        _set(caller, jobs, disputes);
        uint256 fees = JURORS * uint256(disputes.juryFee);
        assert(jobs.minBond >= fees + disputes.bounty);
        assert(disputes.challengeBond >= fees && disputes.challengeBond >= disputes.slice);
    }

    /// A dispute that goes through every phase twice is over before it is cut short.
    function check_ADisputeHasItsTime(
        address caller,
        IJobParameters.Parameters memory jobs,
        IJobParameters.DisputeParameters memory disputes
    ) public {
        _set(caller, jobs, disputes);
        uint256 round = uint256(disputes.openingWindow) + disputes.commitWindow + disputes.revealWindow;
        assert(disputes.maxDuration >= disputes.openingWindow + 2 * round);
    }

    /// Known to be false: no fee is ever taken.
    function check_REFUTED_NoFeeCanBeSet(address caller, uint16 bps) public {
        proofVm.prank(caller);
        (bool done, ) = address(_market).call(abi.encodeCall(_market.setFee, (bps)));
        assert(!done || bps == 0);
    }

    /// Known to be false, so that nothing above holds only because every set of parameters is refused.
    function check_REFUTED_NoParametersAreSound(
        address caller,
        IJobParameters.Parameters memory jobs,
        IJobParameters.DisputeParameters memory disputes
    ) public {
        _set(caller, jobs, disputes);
        assert(false);
    }

    function _set(
        address caller,
        IJobParameters.Parameters memory jobs,
        IJobParameters.DisputeParameters memory disputes
    ) private returns (uint256 version) {
        proofVm.prank(caller);
        return _escrow.setParameters(jobs, disputes, new IJobParameters.BondRate[](0));
    }
}
