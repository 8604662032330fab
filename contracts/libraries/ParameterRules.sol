// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IJobParameters} from "../interfaces/IJobParameters.sol";
import {Juries} from "./Juries.sol";

/// @title ParameterRules
/// @notice What a version of the escrow's parameters has to satisfy.
library ParameterRules {
    /// @notice The protocol's part of a price, at most.
    uint256 internal constant MAX_FEE_BPS = 500;

    /// @notice Refuses parameters under which a window would not last, a dispute not end in time, or a payout exceed what
    /// secures it.
    /// @param unbondingTime Of the node registry, in seconds.
    function requireSound(
        IJobParameters.Parameters calldata jobs,
        IJobParameters.DisputeParameters calldata disputes,
        uint256 unbondingTime
    ) internal pure {
        if (jobs.feeBps > MAX_FEE_BPS) revert IJobParameters.JobEscrow_FeeTooHigh(jobs.feeBps, MAX_FEE_BPS);
        if (
            jobs.challengeWindow == 0 ||
            jobs.maxClaimWindow == 0 ||
            jobs.maxRunTime == 0 ||
            disputes.openingWindow == 0 ||
            disputes.commitWindow == 0 ||
            disputes.revealWindow == 0 ||
            disputes.auditWindow == 0 ||
            disputes.seedDelay == 0
        ) revert IJobParameters.JobEscrow_ZeroWindow();
        _requireTime(disputes.maxDuration, longestDispute(disputes));
        _requireTime(unbondingTime, uint256(jobs.challengeWindow) + disputes.maxDuration);

        uint256 juryFees = Juries.ALL * disputes.juryFee;
        _requireCover(jobs.minBond, juryFees + disputes.bounty);
        _requireCover(disputes.challengeBond, juryFees);
        // An auditor locks a challenge bond and loses a slice of it when it is silent.
        _requireCover(disputes.challengeBond, disputes.slice);
    }

    /// @notice Seconds of a dispute that goes through every phase: the opening, then twice keys, commitments and reveals.
    function longestDispute(
        IJobParameters.DisputeParameters calldata disputes
    ) internal pure returns (uint256 duration) {
        uint256 round = uint256(disputes.openingWindow) + disputes.commitWindow + disputes.revealWindow;
        return disputes.openingWindow + 2 * round;
    }

    function _requireTime(uint256 duration, uint256 required) private pure {
        if (duration < required) revert IJobParameters.JobEscrow_TooShort(duration, required);
    }

    function _requireCover(uint256 bond, uint256 required) private pure {
        if (bond < required) revert IJobParameters.JobEscrow_BondTooSmall(bond, required);
    }
}
