// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice TEST DOUBLE. Calls somebody when it is paid, once, and goes on whatever the answer.
contract ReentrantPayee {
    address private _target;
    bytes private _call;
    /// @notice What the call answered: empty where it came through.
    bytes public answer;
    uint256 public calls;

    receive() external payable {
        if (_target == address(0)) return;
        address target = _target;
        _target = address(0);
        ++calls;
        (bool done, bytes memory returned) = target.call(_call);
        answer = done ? bytes("") : returned;
    }

    function arm(address target, bytes calldata data) external {
        _target = target;
        _call = data;
    }
}
