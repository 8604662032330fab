// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IAssetRegistry} from "../interfaces/IAssetRegistry.sol";
import {ITreasury} from "../interfaces/ITreasury.sol";

/// @notice TEST DOUBLE. Owns an asset, and refuses money or comes back for more while it is paid.
contract HostilePayee {
    enum Manner {
        Accept,
        Refuse,
        Reenter
    }

    ITreasury private immutable TREASURY;
    Manner private _manner;

    constructor(address treasury) {
        TREASURY = ITreasury(treasury);
    }

    receive() external payable {
        if (_manner == Manner.Refuse) revert("refused");
        if (_manner == Manner.Reenter) TREASURY.withdraw(address(0), address(this), 1);
    }

    function setManner(Manner manner) external {
        _manner = manner;
    }

    function register(address registry, bytes32 manifestDigest, uint16 royaltyBps) external {
        IAssetRegistry(registry).register(
            IAssetRegistry.Kind.Model,
            manifestDigest,
            IAssetRegistry.Policy.Open,
            royaltyBps,
            new IAssetRegistry.Parent[](0)
        );
    }

    function withdraw(uint256 amount) external {
        TREASURY.withdraw(address(0), address(this), amount);
    }
}
