// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

/// @title IJobParameters
/// @notice The numbered versions of parameters under which jobs are requested. The part of {IJobEscrow} that is governed.
interface IJobParameters {
    /// @notice Parameters, as a numbered version that a job keeps for its whole life.
    /// @param challengeWindow Seconds from submission to the end of the window.
    /// @param maxClaimWindow Longest claim window, in seconds.
    /// @param maxRunTime Longest time to run, in seconds.
    /// @param feeBps The protocol's part of the price.
    /// @param bondBps Bond in parts of what the price is worth; may exceed 10,000.
    /// @param minBond Smallest bond, in wei.
    struct Parameters {
        uint32 challengeWindow;
        uint32 maxClaimWindow;
        uint32 maxRunTime;
        uint16 feeBps;
        uint32 bondBps;
        uint96 minBond;
    }

    /// @notice Parameters of audits and disputes, part of the same numbered version. Times in seconds, amounts in wei of
    /// the native currency.
    /// @param openingWindow For a node to open its leaves, and to post keys for a jury.
    /// @param commitWindow For jurors to commit.
    /// @param revealWindow For jurors to reveal.
    /// @param auditWindow For an auditor to recompute its segment.
    /// @param maxDuration From a challenge to its end at the latest; then it is void.
    /// @param seedDelay Blocks from a challenge or a submission to the block whose hash draws.
    /// @param auditRateBps Smallest audit fee, in parts of the average segment's pay (highest price by segments).
    /// @param challengeBond What a challenger puts at stake.
    /// @param juryFee Of each juror who was right, paid by whoever was wrong.
    /// @param bounty Of a challenger who was right, paid from the node's bond.
    /// @param slice What a silent or outlying juror, or a silent auditor, loses; locked when drawn.
    struct DisputeParameters {
        uint32 openingWindow;
        uint32 commitWindow;
        uint32 revealWindow;
        uint32 auditWindow;
        uint32 maxDuration;
        uint16 seedDelay;
        uint32 auditRateBps;
        uint96 challengeBond;
        uint96 juryFee;
        uint96 bounty;
        uint96 slice;
    }

    /// @notice What prices in an ERC-20 are worth in a version of the parameters.
    /// @param currency The token.
    /// @param weiPerToken Wei that 1e18 smallest units of it are worth.
    struct BondRate {
        address currency;
        uint256 weiPerToken;
    }

    /// @notice A bond covers both juries and the bounty; a challenge bond both juries.
    error JobEscrow_BondTooSmall(uint256 bond, uint256 required);
    /// @notice A dispute with its redraw fits into its longest duration, and unbonding outlasts window and dispute.
    error JobEscrow_TooShort(uint256 duration, uint256 required);
    /// @notice The protocol's fee is at most `maxBps`.
    error JobEscrow_FeeTooHigh(uint256 feeBps, uint256 maxBps);
    /// @notice Every window of the parameters lasts.
    error JobEscrow_ZeroWindow();

    /// @notice A new version of the parameters holds for requests from now on. `DisputeParametersSet` and `BondRateSet`
    /// follow.
    event ParametersSet(uint256 indexed version, Parameters parameters);
    /// @notice The version's parameters of audits and disputes.
    event DisputeParametersSet(uint256 indexed version, DisputeParameters parameters);
    /// @notice The version has a bond rate for a token.
    event BondRateSet(uint256 indexed version, address indexed currency, uint256 weiPerToken);

    /// @notice Sets the parameters of requests from now on. Restricted.
    /// @return version Their number.
    function setParameters(
        Parameters calldata parameters,
        DisputeParameters calldata disputeParameters,
        BondRate[] calldata bondRates
    ) external returns (uint256 version);

    /// @notice A version of the parameters.
    function parametersOf(uint256 version) external view returns (Parameters memory parameters);

    /// @notice A version's parameters of audits and disputes.
    function disputeParametersOf(uint256 version) external view returns (DisputeParameters memory parameters);

    /// @notice Number of the parameters that hold for new requests.
    function currentVersion() external view returns (uint256 version);
}
