// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {TestToken} from "./TestToken.sol";

/// @notice TEST DOUBLE. An ERC-20 that calls somebody while it is transferred, and goes on whatever the answer.
contract ReentrantToken is TestToken {
    address private _target;
    bytes private _call;
    /// @notice What the calls answered: empty where they came through.
    bytes public answer;
    uint256 public calls;

    function arm(address target, bytes calldata data) external {
        _target = target;
        _call = data;
    }

    function transferFrom(address from, address to, uint256 amount) public override returns (bool moved) {
        moved = super.transferFrom(from, to, amount);
        if (_target == address(0)) return moved;
        ++calls;
        (bool done, bytes memory returned) = _target.call(_call);
        answer = done ? bytes("") : returned;
    }
}
