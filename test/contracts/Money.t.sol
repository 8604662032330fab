// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IAssetRegistry} from "../../contracts/interfaces/IAssetRegistry.sol";
import {IJobEscrow} from "../../contracts/interfaces/IJobEscrow.sol";
import {ILicenseMarket} from "../../contracts/interfaces/ILicenseMarket.sol";
import {Stage} from "./support/Stage.sol";
import {bound, vm} from "./support/Vm.sol";

contract MoneyTest is Stage {
    address private constant SELLER = address(0x5E11);
    address private constant BUYER = address(0xB1);
    address private constant REQUESTER = address(0x4E0);
    address private constant NODE = address(0x40DE);

    function setUp() public {
        _deploy();
        _registerNode(NODE, 1_000_000 ether);
    }

    function testFuzz_SplitSumsToThePrice(uint128 price, uint16[4] memory royalties, uint16 feeBps) public {
        market.setFee(uint16(bound(feeBps, 0, 500)));
        IAssetRegistry.Parent[] memory parents = new IAssetRegistry.Parent[](4);
        for (uint256 i = 0; i < 4; ++i) {
            uint16 royalty = uint16(bound(royalties[i], 0, 1_250));
            string memory name = string(abi.encodePacked("parent", uint8(i)));
            parents[i].assetId = _register(_ancestor(i), name, royalty, new IAssetRegistry.Parent[](0));
        }
        uint256 assetId = _register(SELLER, "asset", 0, parents);
        ILicenseMarket.OfferTerms memory terms = _offerTerms(assetId, SELLER, price);
        vm.prank(SELLER);
        uint256 offerId = market.offer(terms);
        vm.deal(BUYER, price);
        vm.prank(BUYER);
        market.buy{value: price}(offerId, terms, BUYER, 1, price);

        uint256 sum = treasury.creditOf(SELLER, address(0)) + treasury.creditOf(address(treasury), address(0));
        for (uint256 i = 0; i < 4; ++i) sum += treasury.creditOf(_ancestor(i), address(0));
        require(sum == price, "the parts do not sum to the price");
        require(treasury.creditOf(SELLER, address(0)) >= (uint256(price) * 45) / 100, "the owner's rest is cut");
    }

    function testFuzz_PriceRisesWithinItsRange(
        uint128 minPrice,
        uint128 range,
        uint32 first,
        uint32 second
    ) public view {
        uint128 maxPrice = uint128(bound(range, minPrice, type(uint128).max));
        IJobEscrow.Terms memory terms = _termsOf(REQUESTER, _jobRequest(minPrice, maxPrice));
        (uint256 early, uint256 late) = first < second ? (first, second) : (second, first);
        uint256 before = escrow.priceAt(terms, block.timestamp + early);
        uint256 afterwards = escrow.priceAt(terms, block.timestamp + late);
        require(minPrice <= before && before <= afterwards && afterwards <= maxPrice, "out of range");
    }

    function testFuzz_SettlementSumsToTheEscrow(uint96 minPrice, uint96 range, uint16 wait) public {
        // The node's stake covers the bond of any price up to here.
        uint128 maxPrice = uint128(bound(range, 0, 1_000_000 ether));
        minPrice = uint96(bound(minPrice, 0, maxPrice));
        (uint256 jobId, IJobEscrow.Terms memory terms) = _request(_jobRequest(minPrice, maxPrice));
        vm.warp(block.timestamp + bound(wait, 0, 599));
        vm.prank(NODE);
        escrow.claim(jobId, terms);
        IJobEscrow.Submission memory submission = IJobEscrow.Submission("result", "trace", 0);
        vm.prank(NODE);
        escrow.submit(jobId, terms, submission);
        vm.warp(block.timestamp + WINDOW);
        escrow.finalize(jobId, terms, submission);

        uint256 sum =
            treasury.creditOf(NODE, address(0)) +
                treasury.creditOf(REQUESTER, address(0)) +
                treasury.creditOf(address(treasury), address(0));
        require(sum == maxPrice, "the parts do not sum to the escrow");
        require(treasury.escrowed(address(0)) == 0, "something stays in escrow");
        require(nodes.nodeOf(NODE).locked == 0, "the bond stays locked");
    }

    function testFuzz_ExpiryRefundsAllAndBurnsTheBond(uint96 price) public {
        price = uint96(bound(price, 0, 1_000_000 ether));
        (uint256 jobId, IJobEscrow.Terms memory terms) = _request(_jobRequest(price, price));
        vm.prank(NODE);
        escrow.claim(jobId, terms);
        uint256 bond = nodes.nodeOf(NODE).locked;
        vm.warp(block.timestamp + 3600);
        escrow.expire(jobId, terms);
        require(treasury.creditOf(REQUESTER, address(0)) == price, "not refunded in full");
        require(treasury.creditOf(treasury.BURNT(), address(0)) == bond, "not burnt");
        require(treasury.staked() == 1_000_000 ether - bond, "the stake ledger is off");
    }

    function _request(IJobEscrow.Request memory job) private returns (uint256 jobId, IJobEscrow.Terms memory terms) {
        terms = _termsOf(REQUESTER, job);
        vm.deal(REQUESTER, job.payment.maxPrice);
        vm.prank(REQUESTER);
        jobId = escrow.request{value: job.payment.maxPrice}(job);
    }

    function _ancestor(uint256 i) private pure returns (address) {
        return address(uint160(0xA0 + i));
    }
}
