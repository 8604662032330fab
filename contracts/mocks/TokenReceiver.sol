// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";
import {IERC721Receiver} from "@openzeppelin/contracts/token/ERC721/IERC721Receiver.sol";

/// @notice TEST DOUBLE. Receives ERC-721 tokens in the manner that it was told.
contract TokenReceiver is IERC721Receiver {
    enum Manner {
        Accept,
        Refuse,
        AnswerWrongly,
        EatGas,
        SendBack
    }

    error TokenReceiver_Refused();

    event Received(address operator, address from, uint256 tokenId, bytes data);

    Manner private immutable MANNER;
    uint256 private _waste;

    constructor(Manner manner) {
        MANNER = manner;
    }

    function onERC721Received(
        address operator,
        address from,
        uint256 tokenId,
        bytes calldata data
    ) external returns (bytes4 answer) {
        if (MANNER == Manner.Refuse) revert TokenReceiver_Refused();
        if (MANNER == Manner.AnswerWrongly) return 0xdeadbeef;
        if (MANNER == Manner.EatGas) while (true) ++_waste;
        if (MANNER == Manner.SendBack) IERC721(msg.sender).transferFrom(address(this), from, tokenId);
        emit Received(operator, from, tokenId, data);
        return this.onERC721Received.selector;
    }
}
