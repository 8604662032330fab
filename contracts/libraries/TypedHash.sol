// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {ILicenseMarket} from "../interfaces/ILicenseMarket.sol";

/// @title TypedHash
/// @notice EIP-712 hashes of what is signed for the market.
library TypedHash {
    bytes32 private constant VOUCHER = keccak256(
        "Voucher(uint256 offerId,address recipient,uint32 quantity,uint128 price,uint40 expiresAt,uint256 nonce)"
    );
    bytes32 private constant RECEIPT = keccak256(
        "Receipt(uint256 licenseId,address account,address server,uint64 units)"
    );

    /// @notice `hashStruct` of a voucher.
    function ofVoucher(ILicenseMarket.Voucher calldata voucher) internal pure returns (bytes32 hash) {
        return keccak256(abi.encode(VOUCHER, voucher));
    }

    /// @notice `hashStruct` of a receipt.
    function ofReceipt(ILicenseMarket.Receipt calldata receipt) internal pure returns (bytes32 hash) {
        return keccak256(abi.encode(RECEIPT, receipt));
    }
}
