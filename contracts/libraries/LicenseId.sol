// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {ILicenseMarket} from "../interfaces/ILicenseMarket.sol";

/// @title LicenseId
/// @notice A licence's token id, which says everything about it.
/// @dev From the least significant bit: rights (8 bits), duration (40), start (40), serial (32), offer (48), asset (48),
/// seats (16), uses (24).
library LicenseId {
    /// @notice Units that a licence grants for each payment, at most.
    uint256 internal constant MAX_USES = type(uint24).max;

    uint256 private constant SERIAL_SHIFT = 88;

    /// @notice The id of a licence that is sold now.
    function first(
        uint256 offerId,
        ILicenseMarket.OfferTerms memory terms,
        uint256 serial
    ) internal view returns (uint256 licenseId) {
        return
            (uint256(terms.uses) << 232) |
            (uint256(terms.seats) << 216) |
            (terms.assetId << 168) |
            (offerId << 120) |
            (serial << SERIAL_SHIFT) |
            (block.timestamp << 48) |
            (uint256(terms.duration) << 8) |
            terms.rights;
    }

    /// @notice Unpacks a licence.
    function unpack(uint256 licenseId) internal pure returns (ILicenseMarket.License memory license) {
        license.assetId = assetOf(licenseId);
        license.offerId = offerOf(licenseId);
        license.serial = uint32(licenseId >> SERIAL_SHIFT);
        license.start = uint40(licenseId >> 48);
        license.duration = durationOf(licenseId);
        license.rights = rightsOf(licenseId);
        license.seats = seatsOf(licenseId);
        license.uses = usesOf(licenseId);
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

    /// @notice How many seats it has.
    function seatsOf(uint256 licenseId) internal pure returns (uint16 seats) {
        return uint16(licenseId >> 216);
    }

    /// @notice Units that it grants for each payment; 0 = unmetered.
    function usesOf(uint256 licenseId) internal pure returns (uint32 uses) {
        return uint24(licenseId >> 232);
    }
}
