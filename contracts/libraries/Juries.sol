// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

/// @title Juries
/// @notice How many nodes judge.
library Juries {
    /// @notice Jurors of the first round.
    uint256 internal constant FIRST = 5;
    /// @notice Jurors of the second round.
    uint256 internal constant SECOND = 11;
    /// @notice Jurors whom a dispute may have to pay.
    uint256 internal constant ALL = FIRST + SECOND;
    /// @notice Eligible nodes that a class needs, so that both can be drawn.
    uint256 internal constant MIN_ELIGIBLE = 16;
}
