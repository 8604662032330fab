// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {ERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Permit.sol";
import {TestToken} from "./TestToken.sol";

/// @notice TEST DOUBLE. An ERC-20 with EIP-2612 permits that anyone may mint.
contract PermitToken is TestToken, ERC20Permit("Test") {}
