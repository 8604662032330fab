// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Cid} from "../libraries/Cid.sol";
import {Trace} from "../libraries/Trace.sol";

/// @notice TEST DOUBLE. Opens internal libraries to TypeScript, for vectors shared with the sdk.
contract LibraryDoor {
    function traceLeaf(
        uint256 jobId,
        uint256 index,
        bytes32 stateHash,
        bytes32 sealedHash
    ) external pure returns (bytes32 hash) {
        return Trace.leaf(jobId, index, stateHash, sealedHash);
    }

    function traceVerify(
        bytes32 root,
        bytes32 leafHash,
        uint256 index,
        uint256 count,
        bytes32[] calldata path
    ) external pure returns (bool valid) {
        return Trace.verify(root, leafHash, index, count, path);
    }

    function cidToUri(bytes32 manifestDigest) external pure returns (string memory uri) {
        return Cid.toUri(manifestDigest);
    }
}
