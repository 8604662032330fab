// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice TEST DOUBLE. Stands for an authority that lets everybody do everything at once, and for a node registry whose
/// stake is never free to leave: whatever is refused then, the contract itself refuses.
contract AllowsAll {
    function canCall(address, address, bytes4) external pure returns (bool immediate, uint32 delay) {
        return (true, 0);
    }

    function unbondingTime() external pure returns (uint40 duration) {
        return type(uint40).max;
    }
}
