// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";

/// @notice TEST DOUBLE. A plain ERC-20 that anyone may mint.
contract TestToken is ERC20("Test", "TEST") {
    function mint(address account, uint256 amount) external {
        _mint(account, amount);
    }
}
