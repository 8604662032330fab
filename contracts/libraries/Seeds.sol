// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

/// @title Seeds
/// @notice Randomness from the hash of a block that was not there when it was named.
/// @dev Usable while the chain remembers the hash: 256 blocks. Whoever proposes the block can try several contents; for
/// everybody else the hash is a die.
library Seeds {
    /// @notice Pending: the block is not there yet. Known: its hash can be read. Expired: no longer.
    enum Age {
        Pending,
        Known,
        Expired
    }

    /// @notice The block to be named now.
    function blockAfter(uint256 delay) internal view returns (uint40 seedBlock) {
        return uint40(block.number + delay);
    }

    /// @notice How far the block has come.
    function ageOf(uint256 seedBlock) internal view returns (Age age) {
        if (block.number <= seedBlock) return Age.Pending;
        // A zero is no randomness, whatever the reason.
        return blockhash(seedBlock) == 0 ? Age.Expired : Age.Known;
    }

    /// @notice The seed of one draw from a known block; draws of different disputes and rounds have nothing in common.
    function derive(
        uint256 seedBlock,
        uint256 jobId,
        uint256 index,
        uint256 round
    ) internal view returns (bytes32 seed) {
        return keccak256(abi.encode(blockhash(seedBlock), address(this), jobId, index, round));
    }
}
