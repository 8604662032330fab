// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";
import {ERC721} from "@openzeppelin/contracts/token/ERC721/ERC721.sol";

/// @title RecordedERC721
/// @notice OpenZeppelin's ERC-721, except that the heir stores each token's owner in a record of its own: facts beside
/// an owner cost no slot of theirs.
/// @dev An heir overrides `_ownerOf` and `_setOwner` to read and write the same field. Every path of {ERC721} reads
/// owners through `_ownerOf` and moves tokens through `_update`; its private maps of owners and balances stay empty.
abstract contract RecordedERC721 is ERC721 {
    mapping(address owner => uint256 count) private _balances;

    /// @inheritdoc IERC721
    function balanceOf(address owner) public view override(ERC721) returns (uint256 balance) {
        if (owner == address(0)) revert ERC721InvalidOwner(owner);
        return _balances[owner];
    }

    function _setOwner(uint256 tokenId, address owner) internal virtual;

    /// @dev The beats of {ERC721-_update}, over the heir's record. No heir burns tokens: `to` is somebody.
    function _update(address to, uint256 tokenId, address auth) internal virtual override returns (address from) {
        from = _ownerOf(tokenId);
        if (auth != address(0)) _checkAuthorized(from, auth, tokenId);
        if (from != address(0)) {
            _approve(address(0), tokenId, address(0), false);
            --_balances[from];
        }
        ++_balances[to];
        _setOwner(tokenId, to);
        emit Transfer(from, to, tokenId);
    }
}
