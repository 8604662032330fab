// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {IAssetRegistry} from "../../contracts/interfaces/IAssetRegistry.sol";
import {ILicenseMarket} from "../../contracts/interfaces/ILicenseMarket.sol";
import {Signing} from "./support/Signing.sol";
import {Stage} from "./support/Stage.sol";
import {bound, vm} from "./support/Vm.sol";

/// @notice What holds of prices, seats and meters for any numbers and any order of calls.
contract LicensingTest is Stage {
    address private constant SELLER = address(0x5E11);
    uint256 private constant OWNER_KEY = 0xA11CE;
    uint256 private constant SEATED_KEY = 0xB0B;
    uint256 private constant STEPS = 24;
    uint16 private constant SEATS = 3;
    uint256 private constant START = 1_800_000_000;

    ILicenseMarket.OfferTerms private _terms;
    address private _owner;
    uint256 private _licenseId;
    /// The time, which the optimiser takes for the same throughout a transaction.
    uint256 private _now = START;
    /// When a seat last took in somebody who did not have it.
    mapping(uint256 seat => uint256 timestamp) private _takenAt;

    function setUp() public {
        _deploy();
        vm.warp(START);
        _owner = vm.addr(OWNER_KEY);
        uint256 assetId = _register(SELLER, "asset", 0, new IAssetRegistry.Parent[](0));
        _terms = _offerTerms(assetId, SELLER, 0);
        (_terms.seats, _terms.uses, _terms.rights) = (SEATS, 1_000, 1 | 8);
        _licenseId = _sell(_terms, 1, 0);
    }

    function testFuzz_EachSaleSplitsToTheWei(uint128 price, uint8 quantity, uint256 seed, uint16 feeBps) public {
        market.setFee(uint16(bound(feeBps, 0, 500)));
        uint256 assetId = _descendant(seed);
        ILicenseMarket.OfferTerms memory terms = _offerTerms(assetId, SELLER, price);
        terms.duration = 1;
        uint256 count = bound(quantity, 1, 50);
        uint256 due = uint256(price) * count;
        uint256 licenseId = _sell(terms, count, due);
        vm.deal(_owner, price);
        vm.prank(_owner);
        market.renew{value: price}(licenseId, terms, price);

        uint256 sum = treasury.creditOf(address(treasury), address(0)) + treasury.creditOf(SELLER, address(0));
        for (uint256 i = 0; i < 8; ++i) sum += treasury.creditOf(_ancestor(i), address(0));
        require(sum == due + price, "the parts do not sum to the price");
        require(address(treasury).balance == sum, "the treasury holds something else");
        require(treasury.creditOf(SELLER, address(0)) >= ((due + price) * 45) / 100, "the owner's rest is cut");
    }

    function testFuzz_MetersOnlyGrowAndNeverPastTheirGrant(uint256 seed) public {
        address seated = vm.addr(SEATED_KEY);
        vm.prank(_owner);
        market.assignSeat(_licenseId, 0, seated, type(uint64).max);
        uint256 usedBefore;
        for (uint256 i = 0; i < STEPS; ++i) {
            seed = uint256(keccak256(abi.encode(seed)));
            if (seed % 5 == 0) market.renew(_licenseId, _terms, 0);
            uint256 key = seed & 256 == 0 ? OWNER_KEY : SEATED_KEY;
            ILicenseMarket.Receipt memory receipt = ILicenseMarket.Receipt(
                _licenseId,
                vm.addr(key),
                address(uint160(1 + ((seed >> 16) % 2))),
                uint64((seed >> 32) % 1_500)
            );
            uint256 before = market.unitsAt(_licenseId, receipt.account, receipt.server);
            uint256 drawn = _redeem(key, receipt);
            uint256 behind = receipt.units > before ? receipt.units - before : 0;
            (uint256 used, uint256 granted) = market.unitsOf(_licenseId);
            require(used == usedBefore + drawn, "drawn is not what was used");
            require(used <= granted, "more than was granted");
            require(drawn == behind || (drawn < behind && used == granted), "neither all nor all that was left");
            require(market.unitsAt(_licenseId, receipt.account, receipt.server) == before + drawn, "another count");
            require(used == granted || _redeem(key, receipt) == 0, "a repeated receipt draws");
            usedBefore = used;
        }
    }

    function testFuzz_SeatsServeNoCrowdInTurns(uint256 seed) public {
        address owner = _owner;
        for (uint256 i = 0; i < STEPS; ++i) {
            seed = uint256(keccak256(abi.encode(seed)));
            _now += 1 + (seed % 40_000);
            vm.warp(_now);
            uint256 seat = (seed >> 64) % SEATS;
            address account = address(uint160(0x5EA7 + ((seed >> 96) % 6)));
            uint256 choice = (seed >> 128) % 8;
            if (choice == 0) owner = _move(owner);
            else if (choice == 1) _tryClear(owner, seat);
            else _tryAssign(owner, seat, account, _now + 1 + ((seed >> 160) % 100_000));
            _requireOneSeatEach();
        }
    }

    function testFuzz_RenewalsAddUpUntilTimeItselfEnds(uint40 duration, uint8 times) public {
        ILicenseMarket.OfferTerms memory terms = _offerTerms(1, SELLER, 0);
        terms.duration = uint40(bound(duration, 1, type(uint40).max));
        uint256 licenseId = _sell(terms, 1, 0);
        uint256 end = START + terms.duration;
        require(market.expiresAt(licenseId) == end, "the first end");
        for (uint256 i = 0; i < times; ++i) {
            try market.renew(licenseId, terms, 0) returns (uint256 until) {
                end += terms.duration;
                require(until == end && market.expiresAt(licenseId) == end, "another end");
            } catch (bytes memory reason) {
                bytes memory expected = abi.encodeWithSelector(
                    SafeCast.SafeCastOverflowedUintDowncast.selector,
                    48,
                    end + terms.duration
                );
                require(keccak256(reason) == keccak256(expected), "another reason");
                require(end + terms.duration > type(uint48).max, "too early");
                return;
            }
        }
    }

    function _requireOneSeatEach() private view {
        address[SEATS] memory holders;
        for (uint256 seat = 0; seat < SEATS; ++seat) {
            (holders[seat], , ) = market.seatOf(_licenseId, seat);
            for (uint256 other = 0; other < seat; ++other) {
                require(holders[seat] == address(0) || holders[seat] != holders[other], "one account in two seats");
            }
        }
        for (uint256 i = 0; i < 6; ++i) {
            address account = address(uint160(0x5EA7 + i));
            bool seated = account == holders[0] || account == holders[1] || account == holders[2];
            require(market.isLicensed(_licenseId, account, 1) == seated, "covered without a seat, or not with one");
        }
    }

    function _tryAssign(address owner, uint256 seat, address account, uint256 expires) private {
        (address holder, , uint256 freeAt) = market.seatOf(_licenseId, seat);
        vm.prank(owner);
        try market.assignSeat(_licenseId, seat, account, uint64(expires)) {
            if (holder == account) return;
            uint256 last = _takenAt[seat];
            require(last == 0 || _now >= last + 1 days, "the seat changed hands too soon");
            require(_now >= freeAt, "the seat said that it was not free");
            _takenAt[seat] = _now;
        } catch (bytes memory reason) {
            require(
                bytes4(reason) == ILicenseMarket.LicenseMarket_SeatCoolingDown.selector ||
                    bytes4(reason) == ILicenseMarket.LicenseMarket_AlreadySeated.selector,
                "another reason"
            );
        }
    }

    function _tryClear(address owner, uint256 seat) private {
        (address holder, , ) = market.seatOf(_licenseId, seat);
        vm.prank(owner);
        try market.clearSeat(_licenseId, seat) {
            require(holder != address(0), "cleared nobody");
        } catch {
            require(holder == address(0), "the seat was not cleared");
        }
    }

    function _move(address from) private returns (address owner) {
        address to = from == _owner ? address(0xCAFE) : _owner;
        vm.prank(from);
        try market.transferFrom(from, to, _licenseId) {
            owner = to;
            for (uint256 seat = 0; seat < SEATS; ++seat) {
                (address holder, , ) = market.seatOf(_licenseId, seat);
                require(holder == address(0), "a seat outlived the move");
            }
        } catch (bytes memory reason) {
            require(bytes4(reason) == ILicenseMarket.LicenseMarket_TransferCoolingDown.selector, "another reason");
            owner = from;
        }
    }

    function _redeem(uint256 key, ILicenseMarket.Receipt memory receipt) private returns (uint256 drawn) {
        ILicenseMarket.Receipt[] memory receipts = new ILicenseMarket.Receipt[](1);
        bytes[] memory signatures = new bytes[](1);
        (receipts[0], signatures[0]) = (receipt, Signing.receipt(market, key, receipt));
        return market.redeem(receipts, signatures);
    }

    /// Offers, and sells `count` licences to the owner.
    function _sell(
        ILicenseMarket.OfferTerms memory terms,
        uint256 count,
        uint256 due
    ) private returns (uint256 licenseId) {
        vm.prank(SELLER);
        uint256 offerId = market.offer(terms);
        vm.deal(_owner, due);
        vm.prank(_owner);
        return market.buy{value: due}(offerId, terms, _owner, count, due);
    }

    /// An asset with eight ancestors: four parents, each with a parent of its own.
    function _descendant(uint256 seed) private returns (uint256 assetId) {
        IAssetRegistry.Parent[] memory parents = new IAssetRegistry.Parent[](4);
        IAssetRegistry.Parent[] memory grandparent = new IAssetRegistry.Parent[](1);
        for (uint256 i = 0; i < 4; ++i) {
            seed = uint256(keccak256(abi.encode(seed)));
            string memory name = string(abi.encodePacked("grandparent", uint8(i)));
            uint16 royaltyBps = uint16(bound(seed, 0, 5_000));
            grandparent[0].assetId = _register(_ancestor(i), name, royaltyBps, new IAssetRegistry.Parent[](0));
            name = string(abi.encodePacked("parent", uint8(i)));
            royaltyBps = uint16(bound(seed >> 64, 0, 1_250));
            parents[i].assetId = _register(_ancestor(4 + i), name, royaltyBps, grandparent);
        }
        return _register(SELLER, "descendant", 0, parents);
    }

    function _ancestor(uint256 i) private pure returns (address account) {
        return address(uint160(0xA0 + i));
    }
}
