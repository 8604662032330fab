// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Base64} from "@openzeppelin/contracts/utils/Base64.sol";
import {Strings} from "@openzeppelin/contracts/utils/Strings.sol";
import {ILicenseMarket} from "../interfaces/ILicenseMarket.sol";
import {Rights} from "./Rights.sol";

/// @title LicenseCard
/// @notice A licence's metadata as a data URI, with a drawn card. Only numbers reach the text, so nothing needs escaping.
library LicenseCard {
    using Strings for uint256;

    /// @notice `data:application/json;base64,...` for a licence that is good until `expiresAt` (0 = for ever).
    function toUri(ILicenseMarket.License memory license, uint256 expiresAt) internal pure returns (string memory uri) {
        string memory title = string.concat(
            "Cultivar licence ",
            license.offerId.toString(),
            "/",
            uint256(license.serial).toString()
        );
        string memory json = string.concat(
            '{"name":"',
            title,
            '","description":"Rights to Cultivar asset ',
            license.assetId.toString(),
            '","attributes":',
            _attributes(license, expiresAt),
            ',"image":"data:image/svg+xml;base64,',
            Base64.encode(bytes(_image(title, license))),
            '"}'
        );
        return string.concat("data:application/json;base64,", Base64.encode(bytes(json)));
    }

    function _attributes(
        ILicenseMarket.License memory license,
        uint256 expiresAt
    ) private pure returns (string memory json) {
        return
            string.concat(
                '[{"trait_type":"asset","value":',
                license.assetId.toString(),
                '},{"trait_type":"rights","value":"',
                _rights(license.rights),
                '"},{"display_type":"date","trait_type":"start","value":',
                uint256(license.start).toString(),
                '},{"display_type":"date","trait_type":"expires","value":',
                expiresAt.toString(),
                "}]"
            );
    }

    function _image(
        string memory title,
        ILicenseMarket.License memory license
    ) private pure returns (string memory svg) {
        return
            string.concat(
                '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 240" font-family="monospace" fill="#fff">',
                '<rect width="400" height="240" rx="16" fill="#0a0a0a"/><text x="24" y="48" font-size="18">',
                title,
                '</text><text x="24" y="150" font-size="40">asset ',
                license.assetId.toString(),
                '</text><text x="24" y="212" font-size="13" fill="#9a9a9a">',
                _rights(license.rights),
                "</text></svg>"
            );
    }

    function _rights(uint8 rights) private pure returns (string memory text) {
        return
            string.concat(
                "use",
                rights & Rights.COMMERCIAL == 0 ? "" : ", commercial",
                rights & Rights.DERIVE == 0 ? "" : ", derive",
                rights & Rights.TRANSFER == 0 ? "" : ", transfer"
            );
    }
}
