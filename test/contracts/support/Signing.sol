// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {LicenseMarket} from "../../../contracts/LicenseMarket.sol";
import {ILicenseMarket} from "../../../contracts/interfaces/ILicenseMarket.sol";
import {vm} from "./Vm.sol";

/// @notice The cheat codes that sign.
interface SigningVm {
    function addr(uint256 key) external pure returns (address account);
    function sign(uint256 key, bytes32 hash) external pure returns (uint8 v, bytes32 r, bytes32 s);
}

/// @notice Signs a receipt for a market as EIP-712 says, from the text of the standard alone.
function signReceipt(
    LicenseMarket market,
    uint256 key,
    ILicenseMarket.Receipt memory receipt
) view returns (bytes memory signature) {
    bytes32 domain = keccak256(
        abi.encode(
            keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
            keccak256("Cultivar License Market"),
            keccak256("1"),
            block.chainid,
            address(market)
        )
    );
    bytes32 content = keccak256(
        abi.encode(
            keccak256("Receipt(uint256 licenseId,address account,address server,uint64 units)"),
            receipt.licenseId,
            receipt.account,
            receipt.server,
            receipt.units
        )
    );
    bytes32 hash = keccak256(abi.encodePacked(hex"1901", domain, content));
    (uint8 v, bytes32 r, bytes32 s) = SigningVm(address(vm)).sign(key, hash);
    return abi.encodePacked(r, s, v);
}
