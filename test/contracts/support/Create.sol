// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {vm} from "./Vm.sol";

/// @notice Creates a contract from the artifact that the build made of it: what is tested is what is deployed, and a test
/// that changes compiles without the protocol.
/// @param artifact Below `artifacts`, without its ending.
/// @param arguments Of the constructor, encoded.
function create(string memory artifact, bytes memory arguments) returns (address created) {
    string memory json = vm.readFile(string.concat("artifacts/", artifact, ".json"));
    bytes memory code = bytes.concat(vm.parseJsonBytes(json, ".bytecode"), arguments);
    assembly ("memory-safe") {
        created := create(0, add(code, 0x20), mload(code))
    }
    require(created != address(0), string.concat(artifact, " was not created"));
}
