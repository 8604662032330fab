// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

interface IHandler {
    function mustHold() external view;
}

/// @notice Plays a campaign: names its acts to the fuzzer, those on which others wait more often.
abstract contract Driver {
    struct FuzzSelector {
        address addr;
        bytes4[] selectors;
    }

    IHandler internal handler;
    bytes4[] private _acts;

    function _act(bytes4 selector, uint256 weight) internal {
        for (uint256 i = 0; i < weight; ++i) _acts.push(selector);
    }

    function targetContracts() public view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(handler);
    }

    function targetSelectors() public view returns (FuzzSelector[] memory targets) {
        targets = new FuzzSelector[](1);
        targets[0] = FuzzSelector(address(handler), _acts);
    }
}
