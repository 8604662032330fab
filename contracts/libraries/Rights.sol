// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

/// @title Rights
/// @notice Bits of a licence's mask of rights.
library Rights {
    /// @notice To use the asset.
    uint8 internal constant USE = 1;
    /// @notice To use it in business.
    uint8 internal constant COMMERCIAL = 2;
    /// @notice To register works derived from it.
    uint8 internal constant DERIVE = 4;
    /// @notice To pass the licence on.
    uint8 internal constant TRANSFER = 8;

    /// @notice Whether a mask grants USE and has no unknown bit.
    function valid(uint8 rights) internal pure returns (bool isValid) {
        return rights & USE != 0 && rights <= (USE | COMMERCIAL | DERIVE | TRANSFER);
    }
}
