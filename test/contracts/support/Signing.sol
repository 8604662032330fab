// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ILicenseMarket} from "../../../contracts/interfaces/ILicenseMarket.sol";
import {PermitToken} from "../../../contracts/mocks/PermitToken.sol";
import {vm} from "./Vm.sol";

/// @notice Signs what the market and tokens take as EIP-712 says, from the text of the standards alone.
library Signing {
    bytes32 private constant DOMAIN = keccak256(
        "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"
    );

    function receipt(
        ILicenseMarket market,
        uint256 key,
        ILicenseMarket.Receipt memory content
    ) internal view returns (bytes memory signature) {
        bytes32 kind = keccak256("Receipt(uint256 licenseId,address account,address server,uint64 units)");
        return _ofMarket(market, key, keccak256(abi.encode(kind, content)));
    }

    function voucher(
        ILicenseMarket market,
        uint256 key,
        ILicenseMarket.Voucher memory content
    ) internal view returns (bytes memory signature) {
        bytes32 kind = keccak256(
            "Voucher(uint256 offerId,address recipient,uint32 quantity,uint128 price,uint40 expiresAt,uint256 nonce)"
        );
        return _ofMarket(market, key, keccak256(abi.encode(kind, content)));
    }

    /// @notice EIP-2612: the account of `key` lets `spender` take `value`.
    function permit(
        PermitToken token,
        uint256 key,
        address spender,
        uint256 value,
        uint256 deadline
    ) internal view returns (ILicenseMarket.Permit memory signed) {
        bytes32 kind = keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)");
        address owner = vm.addr(key);
        bytes32 content = keccak256(abi.encode(kind, owner, spender, value, token.nonces(owner), deadline));
        (signed.value, signed.deadline) = (value, deadline);
        (signed.v, signed.r, signed.s) = vm.sign(key, _digest("Test", address(token), content));
    }

    function _ofMarket(
        ILicenseMarket market,
        uint256 key,
        bytes32 content
    ) private view returns (bytes memory signature) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, _digest("Cultivar License Market", address(market), content));
        return abi.encodePacked(r, s, v);
    }

    function _digest(string memory name, address verifier, bytes32 content) private view returns (bytes32 digest) {
        bytes32 domain = keccak256(abi.encode(DOMAIN, keccak256(bytes(name)), keccak256("1"), block.chainid, verifier));
        return keccak256(abi.encodePacked(hex"1901", domain, content));
    }
}
