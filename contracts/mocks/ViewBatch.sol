// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice TEST DOUBLE of a reader's many calls: answers them in one, so that a whole protocol is read at one block.
contract ViewBatch {
    struct View {
        address target;
        bytes data;
    }

    /// @notice What each view answers; of one that reverts, the revert's data.
    function read(View[] calldata views) external view returns (bytes[] memory answers) {
        answers = new bytes[](views.length);
        for (uint256 i = 0; i < views.length; ++i) (, answers[i]) = views[i].target.staticcall(views[i].data);
    }

    /// @notice What each account holds in the native currency.
    function balances(address[] calldata accounts) external view returns (uint256[] memory amounts) {
        amounts = new uint256[](accounts.length);
        for (uint256 i = 0; i < accounts.length; ++i) amounts[i] = accounts[i].balance;
    }
}
