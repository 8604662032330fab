// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

/// @title Cid
/// @notice Text form of the content identifier of a raw block, from its sha2-256 digest.
library Cid {
    bytes16 private constant HEX = "0123456789abcdef";

    /// @notice `ipfs://f01551220<64 hex digits>`: CIDv1 in base16, codec raw (0x55), hash sha2-256 (0x12, 0x20 bytes).
    function toUri(bytes32 digest) internal pure returns (string memory uri) {
        bytes memory text = bytes("ipfs://f01551220................................................................");
        for (uint256 i = 0; i < 32; ++i) {
            uint8 octet = uint8(digest[i]);
            text[16 + 2 * i] = HEX[octet >> 4];
            text[17 + 2 * i] = HEX[octet & 0x0f];
        }
        return string(text);
    }
}
