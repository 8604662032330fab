// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Trace} from "../../../contracts/libraries/Trace.sol";

/// @notice The trace of an invented run of a power of two of leaves, right but for one leaf.
library Run {
    /// @notice The right state of a leaf.
    function state(uint256 jobId, uint256 index) internal pure returns (bytes32 hash) {
        return keccak256(abi.encode("state", jobId, index));
    }

    /// @notice What shows that a leaf was recomputed: the secret hashed `3 - hashesLeft` times.
    function proof(uint256 jobId, uint256 index, uint256 hashesLeft) internal pure returns (bytes32 value) {
        value = keccak256(abi.encode("secret", jobId, index));
        for (uint256 i = hashesLeft; i < 3; ++i) value = keccak256(abi.encode(value));
    }

    /// @notice Both halves of a leaf as they were committed.
    function halves(
        uint256 jobId,
        uint256 index,
        uint256 wrong
    ) internal pure returns (bytes32 stateHash, bytes32 sealHash) {
        if (index == wrong) return (keccak256(abi.encode("wrong state", jobId)), keccak256(abi.encode("wrong", jobId)));
        return (state(jobId, index), proof(jobId, index, 0));
    }

    function leaf(uint256 jobId, uint256 index, uint256 wrong) internal pure returns (bytes32 hash) {
        (bytes32 stateHash, bytes32 sealHash) = halves(jobId, index, wrong);
        return Trace.leaf(jobId, index, stateHash, sealHash);
    }

    /// @notice The leaf that says that a delivery is right.
    function deliveryLeaf(uint256 jobId, uint256 index, bytes32 digest) internal pure returns (bytes32 hash) {
        return Trace.leaf(jobId, index, digest, bytes32(uint256(1)));
    }

    function root(uint256 jobId, uint256 count, uint256 wrong) internal pure returns (bytes32 hash) {
        return _node(jobId, 0, count, wrong);
    }

    /// @notice From a leaf to the root.
    function path(
        uint256 jobId,
        uint256 count,
        uint256 index,
        uint256 wrong
    ) internal pure returns (bytes32[] memory siblings) {
        uint256 depth = 0;
        while ((1 << depth) < count) ++depth;
        siblings = new bytes32[](depth);
        for (uint256 level = 0; level < depth; ++level) {
            uint256 first = ((index >> level) ^ 1) << level;
            siblings[level] = _node(jobId, first, 1 << level, wrong);
        }
    }

    function _node(uint256 jobId, uint256 first, uint256 count, uint256 wrong) private pure returns (bytes32 hash) {
        if (count == 1) return leaf(jobId, first, wrong);
        uint256 half = count / 2;
        bytes32 left = _node(jobId, first, half, wrong);
        bytes32 right = _node(jobId, first + half, half, wrong);
        return keccak256(abi.encodePacked(bytes1(0x01), left, right));
    }
}
