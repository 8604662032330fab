// SPDX-License-Identifier: CC0-1.0
pragma solidity ^0.8.37;

/// @title IERC4907
/// @notice ERC-4907: an ERC-721 token may have a user besides its owner, until a time.
/// @dev Its ERC-165 id is 0xad092b5c.
interface IERC4907 {
    /// @notice The user of a token, or the time until when, has changed. No user: the zero address.
    event UpdateUser(uint256 indexed tokenId, address indexed user, uint64 expires);

    /// @notice Sets the user of a token; the zero address for none.
    /// @param expires The user may use the token before this time.
    function setUser(uint256 tokenId, address user, uint64 expires) external;

    /// @notice The user of a token now, or the zero address.
    function userOf(uint256 tokenId) external view returns (address user);

    /// @notice Until when the user may use the token; 0 where there is none.
    function userExpires(uint256 tokenId) external view returns (uint256 timestamp);
}
