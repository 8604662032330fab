// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

/// @title Bps
/// @notice Parts of an amount in 1/10,000.
library Bps {
    /// @notice The whole.
    uint256 internal constant ONE = 10_000;

    /// @notice The part of `amount`, rounded down. Exact for amounts below 2^240.
    function share(uint256 amount, uint256 bps) internal pure returns (uint256 part) {
        return (amount * bps) / ONE;
    }
}
