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
                '},{"trait_type":"seats","value":',
                uint256(license.seats).toString(),
                '},{"trait_type":"metered units","value":',
                uint256(license.uses).toString(),
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
                '<rect width="400" height="240" rx="16" fill="#0a0a0a"/>',
                _rosette(license.assetId),
                '<text x="24" y="48" font-size="18">',
                title,
                '</text><text x="24" y="150" font-size="40">asset ',
                license.assetId.toString(),
                '</text><g font-size="13" fill="#9a9a9a"><text x="24" y="190">',
                _scope(license),
                '</text><text x="24" y="212">',
                _rights(license.rights),
                "</text></g></svg>"
            );
    }

    /// @dev One ellipse turned about a point: every licence of an asset bears the same figure, another asset another.
    function _rosette(uint256 assetId) private pure returns (string memory svg) {
        uint256 seed = uint256(keccak256(abi.encode(assetId)));
        string memory petal = string.concat(
            '<ellipse cx="310" cy="100" rx="',
            (50 + (seed % 26)).toString(),
            '" ry="',
            (12 + ((seed >> 64) % 24)).toString(),
            '" transform="rotate('
        );
        uint256 step = 12 + 3 * ((seed >> 128) % 4);
        for (uint256 angle = 0; angle < 180; angle += step) {
            svg = string.concat(svg, petal, angle.toString(), ' 310 100)"/>');
        }
        return
            string.concat(
                '<g fill="none" stroke-opacity=".45" stroke="hsl(',
                ((seed >> 192) % 360).toString(),
                ' 70% 65%)">',
                svg,
                "</g>"
            );
    }

    function _scope(ILicenseMarket.License memory license) private pure returns (string memory text) {
        return
            string.concat(
                license.duration == 0 ? "perpetual" : "timed",
                license.seats == 0 ? "" : string.concat(", seats: ", uint256(license.seats).toString()),
                license.uses == 0 ? "" : string.concat(", metered units: ", uint256(license.uses).toString())
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
