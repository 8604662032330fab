// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IAudits} from "../interfaces/IAudits.sol";
import {Trace} from "./Trace.sol";

/// @title Findings
/// @notice What auditors and jurors found: the leaf it makes, and how it is committed to.
library Findings {
    /// @notice How often each stage hashes what it shows to make the seal; see {IDisputes}.
    uint256 internal constant OF_DELIVERY = 0;
    uint256 internal constant OF_AUDIT = 1;
    uint256 internal constant OF_FIRST_JURY = 2;
    uint256 internal constant OF_SECOND_JURY = 3;

    /// @notice What says that a delivery is right, in place of a proof.
    bytes32 internal constant DELIVERY_RIGHT = bytes32(uint256(1));

    /// @notice The leaf of a finding whose proof makes the seal by `hashes` times keccak256.
    function leaf(
        IAudits.Finding memory finding,
        uint256 jobId,
        uint256 index,
        uint256 hashes
    ) internal pure returns (bytes32 hash) {
        bytes32 seal = finding.proof;
        for (uint256 i = 0; i < hashes; ++i) seal = keccak256(abi.encode(seal));
        return Trace.leaf(jobId, index, finding.stateHash, seal);
    }

    /// @notice Whether the finding says that what is needed is unavailable.
    function isUnavailable(IAudits.Finding memory finding) internal pure returns (bool unavailable) {
        return finding.stateHash == 0 && finding.proof == 0;
    }

    /// @notice Hides a finding until it is revealed. Of no use to another juror, elsewhere or about anything else.
    function commitment(
        IAudits.Finding memory finding,
        uint256 jobId,
        uint256 index,
        address juror,
        bytes32 salt
    ) internal view returns (bytes32 hash) {
        return
            keccak256(
                abi.encode(block.chainid, address(this), jobId, index, juror, finding.stateHash, finding.proof, salt)
            );
    }
}
