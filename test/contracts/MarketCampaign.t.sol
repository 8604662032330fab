// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Assets} from "./campaigns/Assets.sol";
import {Campaign} from "./campaigns/Campaign.sol";
import {Driver, IHandler} from "./campaigns/Driver.sol";
import {Holders} from "./campaigns/Holders.sol";
import {Intruder} from "./campaigns/Intruder.sol";
import {Offers} from "./campaigns/Offers.sol";
import {Sales} from "./campaigns/Sales.sol";

/// @notice Assets that are derived from each other, and licences to them.
/// @dev Stands here, since Hardhat knows the contracts of test files alone.
contract MarketHandler is Holders, IHandler {
    constructor() {
        _begin("market");
        _beginOffers();
    }

    function mustHold() external view {
        _assetsHold();
        _offersHold();
        _licensesHold();
        _moneyHolds(new uint256[](currencies.length), 0);
    }
}

contract MarketCampaignTest is Driver {
    /// Each game begins with assets of which some descend from others, and offers of them.
    function setUp() public {
        MarketHandler stage = new MarketHandler();
        for (uint256 i = 0; i < 8; ++i) stage.registerAsset(i, i, 100 * i, 4 + (i % 4), i + 1);
        for (uint256 i = 0; i < 6; ++i) stage.offer(1, i, 0.1 ether * i, i);
        handler = stage;
        _act(Assets.registerAsset.selector, 2);
        _act(Assets.publishVersion.selector, 1);
        _act(Assets.tightenPolicy.selector, 1);
        _act(Assets.moveAsset.selector, 1);
        _act(Assets.pauseAssets.selector, 1);
        _act(Offers.offer.selector, 3);
        _act(Offers.closeOffer.selector, 1);
        _act(Offers.setFee.selector, 1);
        _act(Offers.pauseMarket.selector, 1);
        _act(Offers.allowCurrency.selector, 1);
        _act(Offers.arm.selector, 1);
        _act(Offers.changePayee.selector, 1);
        _act(Offers.passWallet.selector, 1);
        _act(Offers.everybodyWithdraws.selector, 1);
        _act(Sales.buy.selector, 6);
        _act(Sales.buyWithPermit.selector, 3);
        _act(Sales.buyWithVoucher.selector, 4);
        _act(Sales.cancelNonces.selector, 1);
        _act(Sales.renew.selector, 3);
        _act(Sales.renewWithPermit.selector, 3);
        _act(Holders.assignSeat.selector, 4);
        _act(Holders.setUser.selector, 2);
        _act(Holders.clearSeat.selector, 2);
        _act(Holders.redeem.selector, 4);
        _act(Holders.moveLicense.selector, 3);
        _act(Campaign.passTime.selector, 1);
        _act(Campaign.sleepLong.selector, 2);
        _act(Campaign.gift.selector, 1);
        _act(Campaign.withdraw.selector, 2);
        _act(Campaign.withdrawFees.selector, 1);
        _act(Intruder.intrude.selector, 1);
    }

    function invariant_OfMoneyAssetsOffersAndLicenses() public view {
        handler.mustHold();
    }
}
