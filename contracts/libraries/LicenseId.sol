// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {ILicenseMarket} from "../interfaces/ILicenseMarket.sol";

/// @title LicenseId
/// @notice A licence's token id, which says everything about it.
/// @dev From the least significant bit: rights (8 bits), duration (40), start (40), serial (32), offer (48), asset (48).
library LicenseId {
    uint256 private constant SERIAL_SHIFT = 88;

    /// @notice Packs a licence.
    function pack(ILicenseMarket.License memory license) internal pure returns (uint256 licenseId) {
        return
            (license.assetId << 168) |
            (license.offerId << 120) |
            (uint256(license.serial) << SERIAL_SHIFT) |
            (uint256(license.start) << 48) |
            (uint256(license.duration) << 8) |
            license.rights;
    }

    /// @notice Unpacks a licence.
    function unpack(uint256 licenseId) internal pure returns (ILicenseMarket.License memory license) {
        license.assetId = assetOf(licenseId);
        license.offerId = offerOf(licenseId);
        license.serial = uint32(licenseId >> SERIAL_SHIFT);
        license.start = uint40(licenseId >> 48);
        license.duration = durationOf(licenseId);
        license.rights = rightsOf(licenseId);
    }

    /// @notice The id whose serial is `count` higher.
    function plus(uint256 licenseId, uint256 count) internal pure returns (uint256 laterId) {
        return licenseId + (count << SERIAL_SHIFT);
    }

    /// @notice The asset that is licensed.
    function assetOf(uint256 licenseId) internal pure returns (uint256 assetId) {
        return uint48(licenseId >> 168);
    }

    /// @notice The offer it was sold under.
    function offerOf(uint256 licenseId) internal pure returns (uint256 offerId) {
        return uint48(licenseId >> 120);
    }

    /// @notice When it ends unless renewed; 0 = never.
    function endOf(uint256 licenseId) internal pure returns (uint256 timestamp) {
        uint256 duration = durationOf(licenseId);
        return duration == 0 ? 0 : uint256(uint40(licenseId >> 48)) + duration;
    }

    /// @notice Its duration in seconds; 0 = perpetual.
    function durationOf(uint256 licenseId) internal pure returns (uint40 duration) {
        return uint40(licenseId >> 8);
    }

    /// @notice Its mask of rights.
    function rightsOf(uint256 licenseId) internal pure returns (uint8 rights) {
        return uint8(licenseId);
    }
}
