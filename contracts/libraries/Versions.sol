// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IJobParameters} from "../interfaces/IJobParameters.sol";

/// @title Versions
/// @notice How a version of the escrow's parameters is stored: what one call needs shares a slot.
library Versions {
    /// @dev The first slot serves claim, submit and settlement, the second a request; disputes read the last three.
    struct Version {
        uint32 challengeWindow;
        uint16 feeBps;
        uint32 bondBps;
        uint96 minBond;
        /// @dev Twice, so that a submission reads one slot.
        uint16 submitSeedDelay;
        uint32 maxClaimWindow;
        uint32 maxRunTime;
        uint32 auditRateBps;
        uint96 juryFee;
        uint32 openingWindow;
        uint32 commitWindow;
        uint96 challengeBond;
        uint96 bounty;
        uint32 revealWindow;
        uint32 auditWindow;
        uint96 slice;
        uint32 maxDuration;
        uint16 seedDelay;
    }

    /// @notice Stores a version.
    function write(
        Version storage version,
        IJobParameters.Parameters calldata jobs,
        IJobParameters.DisputeParameters calldata disputes
    ) internal {
        version.challengeWindow = jobs.challengeWindow;
        version.feeBps = jobs.feeBps;
        version.bondBps = jobs.bondBps;
        version.minBond = jobs.minBond;
        version.submitSeedDelay = disputes.seedDelay;
        version.maxClaimWindow = jobs.maxClaimWindow;
        version.maxRunTime = jobs.maxRunTime;
        version.auditRateBps = disputes.auditRateBps;
        version.juryFee = disputes.juryFee;
        version.openingWindow = disputes.openingWindow;
        version.commitWindow = disputes.commitWindow;
        version.challengeBond = disputes.challengeBond;
        version.bounty = disputes.bounty;
        version.revealWindow = disputes.revealWindow;
        version.auditWindow = disputes.auditWindow;
        version.slice = disputes.slice;
        version.maxDuration = disputes.maxDuration;
        version.seedDelay = disputes.seedDelay;
    }

    /// @notice Its parameters of jobs.
    function forJobs(Version storage version) internal view returns (IJobParameters.Parameters memory jobs) {
        jobs.challengeWindow = version.challengeWindow;
        jobs.maxClaimWindow = version.maxClaimWindow;
        jobs.maxRunTime = version.maxRunTime;
        jobs.feeBps = version.feeBps;
        jobs.bondBps = version.bondBps;
        jobs.minBond = version.minBond;
    }

    /// @notice Its parameters of audits and disputes.
    function forDisputes(
        Version storage version
    ) internal view returns (IJobParameters.DisputeParameters memory disputes) {
        disputes.openingWindow = version.openingWindow;
        disputes.commitWindow = version.commitWindow;
        disputes.revealWindow = version.revealWindow;
        disputes.auditWindow = version.auditWindow;
        disputes.maxDuration = version.maxDuration;
        disputes.seedDelay = version.seedDelay;
        disputes.auditRateBps = version.auditRateBps;
        disputes.challengeBond = version.challengeBond;
        disputes.juryFee = version.juryFee;
        disputes.bounty = version.bounty;
        disputes.slice = version.slice;
    }
}
