// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice TEST DOUBLE. Stands for every other contract of the core: takes any call with any value and answers zeros.
contract AnswersZero {
    receive() external payable {}

    fallback(bytes calldata) external payable returns (bytes memory) {
        return new bytes(1024);
    }
}
