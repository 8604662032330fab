// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IJobEscrow} from "../interfaces/IJobEscrow.sol";
import {IJobParameters} from "../interfaces/IJobParameters.sol";

/// @title Rules
/// @notice What disputes need of a version of the escrow's parameters, kept by themselves: a version never changes, and
/// most calls need one slot of it.
library Rules {
    /// @notice Times share a slot, then what is locked, then what is paid. Names as in {IJobParameters}.
    struct Set {
        uint32 challengeWindow;
        uint32 openingWindow;
        uint32 commitWindow;
        uint32 revealWindow;
        uint32 auditWindow;
        uint32 maxDuration;
        uint16 seedDelay;
        uint96 challengeBond;
        uint96 slice;
        uint96 juryFee;
        uint96 bounty;
    }

    /// @notice Copies a version from the escrow, the first time that it is asked for.
    function load(Set storage rules, IJobEscrow escrow, uint256 version) internal {
        // No window of a version is zero.
        if (rules.openingWindow != 0) return;
        IJobParameters.DisputeParameters memory parameters = escrow.disputeParametersOf(version);
        rules.challengeWindow = escrow.parametersOf(version).challengeWindow;
        rules.openingWindow = parameters.openingWindow;
        rules.commitWindow = parameters.commitWindow;
        rules.revealWindow = parameters.revealWindow;
        rules.auditWindow = parameters.auditWindow;
        rules.maxDuration = parameters.maxDuration;
        rules.seedDelay = parameters.seedDelay;
        rules.challengeBond = parameters.challengeBond;
        rules.slice = parameters.slice;
        rules.juryFee = parameters.juryFee;
        rules.bounty = parameters.bounty;
    }
}
