// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

/// @title Sampling
/// @notice Random places out of many.
library Sampling {
    /// @notice `count` of the numbers 0 to `total - 1`, each set as likely as any other; where there are fewer, all of them
    /// before one comes again.
    function indices(bytes32 seed, uint256 count, uint256 total) internal pure returns (uint32[] memory drawn) {
        drawn = new uint32[](count);
        for (uint256 i = 0; i < count; ++i) {
            uint256 first = i - (i % total);
            uint256 left = total - (i - first);
            drawn[i] = uint32(_nthFree(drawn, first, i, uint256(keccak256(abi.encode(seed, "leaf", i))) % left));
        }
    }

    /// @dev The n-th number that is not among `drawn[first..end)`: steps over taken ones in rising order.
    function _nthFree(
        uint32[] memory drawn,
        uint256 first,
        uint256 end,
        uint256 n
    ) private pure returns (uint256 number) {
        number = n;
        for (uint256 below = _countUpTo(drawn, first, end, number); number < n + below;) {
            number = n + below;
            below = _countUpTo(drawn, first, end, number);
        }
    }

    function _countUpTo(
        uint32[] memory drawn,
        uint256 first,
        uint256 end,
        uint256 number
    ) private pure returns (uint256 count) {
        for (uint256 i = first; i < end; ++i) if (drawn[i] <= number) ++count;
    }
}
