// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Handler} from "./support/Handler.sol";

/// @notice What holds after every sequence of calls.
contract ConservationTest {
    Handler private _handler;

    function setUp() public {
        _handler = new Handler();
    }

    function targetContracts() public view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(_handler);
    }

    function invariant_TheTreasuryHoldsWhatItAccountsFor() public view {
        require(_handler.balance() == _handler.accounted(), "credits + escrow + stakes != balance");
    }

    function invariant_EscrowIsWhatOpenJobsHold() public view {
        require(_handler.escrowed() == _handler.openEscrow(), "escrow != what open jobs hold");
    }

    function invariant_LockedIsTheBondsOfJobsAndPartOfTheStake() public view {
        for (uint256 i = 0; i < 3; ++i) {
            (uint256 stake, uint256 locked, uint256 liability) = _handler.locks(i);
            require(locked == liability, "locked != open liability");
            require(locked <= stake, "locked > stake");
        }
    }

    function invariant_StakesAreWhatNodesHave() public view {
        require(_handler.staked() == _handler.stakes(), "stake ledger != stakes of nodes");
    }
}
