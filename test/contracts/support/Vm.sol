// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice The cheat codes that these tests use.
interface Vm {
    function addr(uint256 privateKey) external pure returns (address account);
    function assume(bool condition) external pure;
    function createDir(string calldata path, bool recursive) external;
    function deal(address account, uint256 balance) external;
    function getNonce(address account) external view returns (uint64);
    function parseJsonBytes(string calldata json, string calldata key) external pure returns (bytes memory value);
    function prank(address caller) external;
    function readFile(string calldata path) external view returns (string memory content);
    function roll(uint256 blockNumber) external;
    function sign(uint256 privateKey, bytes32 digest) external pure returns (uint8 v, bytes32 r, bytes32 s);
    function toString(bytes calldata value) external pure returns (string memory text);
    function warp(uint256 timestamp) external;
    function writeLine(string calldata path, string calldata line) external;
}

Vm constant vm = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));

/// @notice Maps a random number into a range, ends included.
function bound(uint256 value, uint256 min, uint256 max) pure returns (uint256) {
    return min + (value % (max - min + 1));
}
