// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IJobParameters} from "../interfaces/IJobParameters.sol";

/// @title Versions
/// @notice How a version of the escrow's parameters is stored: what one call needs shares a slot, and two numbers that two
/// kinds of calls need stand twice.
library Versions {
    /// @notice What a request needs.
    struct Entry {
        uint32 maxClaimWindow;
        uint32 maxRunTime;
        uint32 auditRateBps;
        uint96 juryFee;
    }

    /// @notice What claims, submissions and settlements need.
    struct Course {
        uint32 challengeWindow;
        uint16 feeBps;
        uint32 bondBps;
        uint96 minBond;
        uint32 maxDuration;
        uint16 seedDelay;
    }

    /// @notice What disputes need, besides the fee of jurors.
    struct Doubt {
        uint32 maxDuration;
        uint16 seedDelay;
        uint32 openingWindow;
        uint32 commitWindow;
        uint32 revealWindow;
        uint32 auditWindow;
        uint96 challengeBond;
        uint96 bounty;
        uint96 slice;
    }

    struct Version {
        Entry entry;
        Course course;
        Doubt doubt;
    }

    /// @notice Stores a version.
    function write(
        Version storage version,
        IJobParameters.Parameters calldata jobs,
        IJobParameters.DisputeParameters calldata disputes
    ) internal {
        version.entry = Entry({
            maxClaimWindow: jobs.maxClaimWindow,
            maxRunTime: jobs.maxRunTime,
            auditRateBps: disputes.auditRateBps,
            juryFee: disputes.juryFee
        });
        version.course = Course({
            challengeWindow: jobs.challengeWindow,
            feeBps: jobs.feeBps,
            bondBps: jobs.bondBps,
            minBond: jobs.minBond,
            maxDuration: disputes.maxDuration,
            seedDelay: disputes.seedDelay
        });
        version.doubt = Doubt({
            maxDuration: disputes.maxDuration,
            seedDelay: disputes.seedDelay,
            openingWindow: disputes.openingWindow,
            commitWindow: disputes.commitWindow,
            revealWindow: disputes.revealWindow,
            auditWindow: disputes.auditWindow,
            challengeBond: disputes.challengeBond,
            bounty: disputes.bounty,
            slice: disputes.slice
        });
    }

    /// @notice Its parameters of jobs.
    function forJobs(Version storage version) internal view returns (IJobParameters.Parameters memory jobs) {
        Entry memory entry = version.entry;
        Course memory course = version.course;
        return
            IJobParameters.Parameters({
                challengeWindow: course.challengeWindow,
                maxClaimWindow: entry.maxClaimWindow,
                maxRunTime: entry.maxRunTime,
                feeBps: course.feeBps,
                bondBps: course.bondBps,
                minBond: course.minBond
            });
    }

    /// @notice Its parameters of audits and disputes.
    function forDisputes(
        Version storage version
    ) internal view returns (IJobParameters.DisputeParameters memory disputes) {
        Entry memory entry = version.entry;
        Doubt memory doubt = version.doubt;
        return
            IJobParameters.DisputeParameters({
                openingWindow: doubt.openingWindow,
                commitWindow: doubt.commitWindow,
                revealWindow: doubt.revealWindow,
                auditWindow: doubt.auditWindow,
                maxDuration: doubt.maxDuration,
                seedDelay: doubt.seedDelay,
                auditRateBps: entry.auditRateBps,
                challengeBond: doubt.challengeBond,
                juryFee: entry.juryFee,
                bounty: doubt.bounty,
                slice: doubt.slice
            });
    }
}
