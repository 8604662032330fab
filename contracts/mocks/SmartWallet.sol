// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import {ERC721Holder} from "@openzeppelin/contracts/token/ERC721/utils/ERC721Holder.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";

/// @notice TEST DOUBLE. A wallet whose owner signs for it, and may change; or which answers in the manner that it was told.
contract SmartWallet is ERC721Holder, IERC1271 {
    enum Manner {
        AskOwner,
        AnswerWrongly,
        AnswerShort,
        AnswerDirty,
        Refuse,
        EatGas
    }

    error SmartWallet_Refused();

    address public owner;
    Manner private _manner;

    constructor(address firstOwner) {
        owner = firstOwner;
    }

    receive() external payable {}

    function setOwner(address newOwner) external {
        owner = newOwner;
    }

    function setManner(Manner manner) external {
        _manner = manner;
    }

    function execute(address target, bytes calldata data) external payable {
        (bool done, bytes memory answer) = target.call{value: msg.value}(data);
        if (done) return;
        assembly ("memory-safe") {
            revert(add(answer, 0x20), mload(answer))
        }
    }

    function isValidSignature(bytes32 hash, bytes calldata signature) external view returns (bytes4 magic) {
        if (_manner == Manner.AnswerWrongly) return 0xffffffff;
        if (_manner == Manner.AnswerShort) _answer(bytes32(IERC1271.isValidSignature.selector), 4);
        if (_manner == Manner.AnswerDirty)
            _answer(bytes32(IERC1271.isValidSignature.selector) | bytes32(uint256(1)), 32);
        if (_manner == Manner.Refuse) revert SmartWallet_Refused();
        while (_manner == Manner.EatGas) {}
        (address signer, , ) = ECDSA.tryRecoverCalldata(hash, signature);
        return signer == owner ? IERC1271.isValidSignature.selector : bytes4(0);
    }

    function _answer(bytes32 word, uint256 length) private pure {
        assembly ("memory-safe") {
            mstore(0, word)
            return(0, length)
        }
    }
}
