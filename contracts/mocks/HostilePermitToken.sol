// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {TestToken} from "./TestToken.sol";

/// @notice TEST DOUBLE. An ERC-20 whose permit calls somebody back, or uses up all gas.
contract HostilePermitToken is TestToken {
    address private _target;
    bytes private _data;

    /// @notice The result of the last call back.
    bool public succeeded;

    /// @dev Without a target it uses up all gas.
    function callBack(address target, bytes calldata data) external {
        (_target, _data) = (target, data);
    }

    function permit(address, address, uint256, uint256, uint8, bytes32, bytes32) external {
        if (_target == address(0)) while (true) _data = abi.encode(_data);
        (succeeded, ) = _target.call(_data);
    }
}
