// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Trace} from "../../../contracts/libraries/Trace.sol";

/// @notice A path shows the committed leaf of its index and no other, for trees of two to four leaves. Assumes, as
/// everybody does, that keccak256 has no collisions.
contract TraceProof {
    function check_TwoLeaves(bytes32[2] memory leaves, uint256 index, bytes32 shown, bytes32 sibling) public view {
        bytes32[] memory path = new bytes32[](1);
        path[0] = sibling;
        bytes32 root = _inner(leaves[0], leaves[1]);
        if (!this.verify(root, shown, index, 2, path)) return;
        assert(index < 2);
        for (uint256 i = 0; i < 2; ++i) assert(index != i || shown == leaves[i]);
    }

    function check_FourLeaves(
        bytes32[4] memory leaves,
        uint256 index,
        bytes32 shown,
        bytes32 first,
        bytes32 second
    ) public view {
        bytes32[] memory path = new bytes32[](2);
        (path[0], path[1]) = (first, second);
        bytes32 root = _inner(_inner(leaves[0], leaves[1]), _inner(leaves[2], leaves[3]));
        if (!this.verify(root, shown, index, 4, path)) return;
        assert(index < 4);
        for (uint256 i = 0; i < 4; ++i) assert(index != i || shown == leaves[i]);
    }

    /// The third leaf has no neighbour and goes up unchanged: its path is one short.
    function check_ThreeLeaves(bytes32[3] memory leaves, bytes32 shown, bytes32 sibling) public view {
        bytes32[] memory path = new bytes32[](1);
        path[0] = sibling;
        bytes32 root = _inner(_inner(leaves[0], leaves[1]), leaves[2]);
        if (this.verify(root, shown, 2, 3, path)) assert(shown == leaves[2]);
    }

    function check_LeafSaysJobIndexAndBothHalves(uint256[4] memory one, uint256[4] memory other) public pure {
        bytes32 left = Trace.leaf(one[0], one[1], bytes32(one[2]), bytes32(one[3]));
        bytes32 right = Trace.leaf(other[0], other[1], bytes32(other[2]), bytes32(other[3]));
        if (left != right) return;
        for (uint256 i = 0; i < 4; ++i) assert(one[i] == other[i]);
    }

    /// Known to be false: any path would do.
    function check_REFUTED_NoPathVerifies(bytes32[2] memory leaves, bytes32 shown, bytes32 sibling) public view {
        bytes32[] memory path = new bytes32[](1);
        path[0] = sibling;
        assert(!this.verify(_inner(leaves[0], leaves[1]), shown, 0, 2, path));
    }

    function verify(
        bytes32 root,
        bytes32 leafHash,
        uint256 index,
        uint256 count,
        bytes32[] calldata path
    ) external pure returns (bool valid) {
        return Trace.verify(root, leafHash, index, count, path);
    }

    function _inner(bytes32 left, bytes32 right) private pure returns (bytes32 hash) {
        return keccak256(abi.encodePacked(bytes1(0x01), left, right));
    }
}
