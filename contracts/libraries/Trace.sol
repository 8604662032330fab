// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

/// @title Trace
/// @notice Merkle tree over the segments of a run. Equal to `traceLeafHash` and `verifyTracePath` in the sdk.
/// @dev Inner nodes keep left and right apart (no sorted pairs); an odd node is promoted unchanged. Leaves and inner
/// nodes hash different first bytes, so neither passes for the other.
library Trace {
    /// @notice `keccak256(0x00 ‖ jobId ‖ index ‖ stateHash ‖ sealed)`.
    function leaf(
        uint256 jobId,
        uint256 index,
        bytes32 stateHash,
        bytes32 sealedHash
    ) internal pure returns (bytes32 hash) {
        return keccak256(abi.encodePacked(bytes1(0x00), jobId, index, stateHash, sealedHash));
    }

    /// @notice Whether `path` leads from the leaf at `index` of `count` leaves to `root`.
    function verify(
        bytes32 root,
        bytes32 leafHash,
        uint256 index,
        uint256 count,
        bytes32[] calldata path
    ) internal pure returns (bool valid) {
        if (index >= count) return false;
        bytes32 node = leafHash;
        uint256 used = 0;
        for (uint256 width = count; width > 1; width = (width + 1) >> 1) {
            bool promoted = (index ^ 1) >= width;
            if (!promoted) {
                if (used == path.length) return false;
                bytes32 sibling = path[used++];
                node = index & 1 == 1 ? _inner(sibling, node) : _inner(node, sibling);
            }
            index >>= 1;
        }
        return used == path.length && node == root;
    }

    /// @dev `keccak256(0x01 ‖ left ‖ right)`, in memory that nobody owns: a path has many of these.
    function _inner(bytes32 left, bytes32 right) private pure returns (bytes32 hash) {
        assembly ("memory-safe") {
            let start := mload(0x40)
            mstore8(start, 0x01)
            mstore(add(start, 0x01), left)
            mstore(add(start, 0x21), right)
            hash := keccak256(start, 0x41)
        }
    }
}
