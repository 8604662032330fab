// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice The cheat codes that these tests use.
interface Vm {
    function addr(uint256 privateKey) external pure returns (address account);
    function assume(bool condition) external pure;
    function deal(address account, uint256 balance) external;
    function getNonce(address account) external view returns (uint64);
    function prank(address caller) external;
    function roll(uint256 blockNumber) external;
    function sign(uint256 privateKey, bytes32 digest) external pure returns (uint8 v, bytes32 r, bytes32 s);
    function warp(uint256 timestamp) external;
}

Vm constant vm = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));

/// @notice Maps a random number into a range, ends included.
function bound(uint256 value, uint256 min, uint256 max) pure returns (uint256) {
    return min + (value % (max - min + 1));
}
