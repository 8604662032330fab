// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";
import {ILicenseMarket} from "../../../contracts/interfaces/ILicenseMarket.sol";
import {Rights} from "../../../contracts/libraries/Rights.sol";
import {Signing} from "../support/Signing.sol";
import {bound} from "../support/Vm.sol";
import {Sales} from "./Sales.sol";

/// @notice Licences that change hands, list accounts and are used up.
abstract contract Holders is Sales {
    uint256 private constant COOL_DOWN = 1 days;

    /// @dev When a seat last took in somebody new.
    mapping(uint256 licenseId => mapping(uint256 seat => uint256)) private _takenAt;
    mapping(uint256 licenseId => mapping(address account => mapping(address server => uint256))) private _drawn;

    modifier withLicenses() {
        if (licenses.length != 0) _;
    }

    /* ACTS */

    /// By its owner or somebody else, for a while or for good; half the time when the seat is free.
    function assignSeat(
        uint256 which,
        uint256 seat,
        uint256 who,
        uint256 expires,
        uint256 haste
    ) external withLicenses {
        uint256 licenseId = _seated(which);
        seat %= 4;
        address account = _anybody(who);
        _awaitSeat(licenseId, seat, haste);
        address before = _holderOf(licenseId, seat);
        expires = expires % 3 == 0 ? type(uint64).max : block.timestamp + bound(expires, 0, 2 days);
        bytes memory call = abi.encodeCall(market.assignSeat, (licenseId, seat, account, uint64(expires)));
        address caller = haste % 7 == 0 ? _anybody(haste) : held[licenseId].owner;
        if (_try("assignSeat", caller, address(market), 0, call)) _taken(licenseId, seat, account, before, caller);
    }

    function setUser(uint256 which, uint256 who, uint256 haste) external withLicenses {
        uint256 licenseId = _seated(which);
        address account = who % 4 == 0 ? address(0) : _anybody(who);
        if (account != address(0)) _awaitSeat(licenseId, 0, haste);
        address before = _holderOf(licenseId, 0);
        bytes memory call = abi.encodeCall(market.setUser, (licenseId, account, type(uint64).max));
        address caller = haste % 7 == 0 ? _anybody(haste) : held[licenseId].owner;
        if (!_try("setUser", caller, address(market), 0, call)) return;
        if (account == address(0)) _hold(_holderOf(licenseId, 0) == address(0), "a seat that was not cleared");
        else _taken(licenseId, 0, account, before, caller);
    }

    function clearSeat(uint256 which, uint256 seat, uint256 who) external withLicenses {
        uint256 licenseId = _seated(which);
        seat %= 2;
        address caller = who % 5 == 0 ? _anybody(who) : held[licenseId].owner;
        bytes memory call = abi.encodeCall(market.clearSeat, (licenseId, seat));
        if (!_try("clearSeat", caller, address(market), 0, call)) return;
        _hold(caller == held[licenseId].owner, "somebody else cleared a seat");
        _hold(_holderOf(licenseId, seat) == address(0), "a seat that was not cleared");
    }

    /// Receipts of whom the licence covers, or of others, or forged.
    function redeem(uint256 which, uint256 who, uint256 server, uint256 units, uint256 manner) external withLicenses {
        uint256 licenseId = _metered(which);
        address account = manner % 4 == 0 ? _anybody(who) : held[licenseId].owner;
        uint256 key = _keyOf(account) + (manner % 7 == 0 ? 1 : 0);
        bool isGood = _isCovered(licenseId, account) && manner % 7 != 0 && key < 999;
        _redeem(ILicenseMarket.Receipt(licenseId, account, cast[server % 2], uint64(bound(units, 0, 8))), key, isGood);
    }

    function moveLicense(uint256 which, uint256 to, uint256 manner) external withLicenses {
        uint256 licenseId = _someLicense(which);
        Held storage license = held[licenseId];
        address recipient = _anybody(to);
        if (!_move("moveLicense", IERC721(address(market)), licenseId, license.owner, recipient, manner)) return;
        _hold(sales[license.offerId].terms.rights & Rights.TRANSFER != 0, "moved without the right to");
        bool isRested = license.movedAt == 0 || block.timestamp >= license.movedAt + COOL_DOWN;
        _hold(isRested, "moved again before its time");
        license.owner = recipient;
        license.movedAt = block.timestamp;
        for (uint256 seat = 0; seat < sales[license.offerId].terms.seats; ++seat) {
            _hold(_holderOf(licenseId, seat) == address(0), "a seat outlived the move");
        }
    }

    /* WHAT MUST HOLD */

    function _licensesHold() internal view {
        for (uint256 i = 0; i < licenses.length; ++i) {
            uint256 licenseId = licenses[i];
            Held storage license = held[licenseId];
            _hold(market.ownerOf(licenseId) == license.owner, "a licence of another owner");
            _hold(market.expiresAt(licenseId) == license.until, "a licence for another time");
            (uint256 used, uint256 granted) = market.unitsOf(licenseId);
            _hold(used == license.drawn && used <= granted, "units drawn otherwise, or beyond the grant");
            _hold(granted == _grantOf(licenseId), "a grant that nobody paid");
            _coverHolds(licenseId, used < granted || granted == 0);
        }
    }

    /// It covers its owner and whoever has a seat, while it is good, and nobody else.
    function _coverHolds(uint256 licenseId, bool hasUnits) private view {
        Held storage license = held[licenseId];
        ILicenseMarket.OfferTerms storage terms = sales[license.offerId].terms;
        bool isGood = (license.until == 0 || block.timestamp < license.until) && hasUnits;
        uint8 beyond = ~terms.rights & 15;
        _hold(!market.isLicensed(licenseId, license.owner, beyond) || beyond == 0, "a right that was not sold");
        uint256 covered = 0;
        for (uint256 i = 0; i < cast.length; ++i) {
            bool isLicensed = market.isLicensed(licenseId, cast[i], Rights.USE);
            if (cast[i] == license.owner) _hold(isLicensed == isGood, "an owner who is not covered, or for too long");
            else if (isLicensed) ++covered;
        }
        _hold(covered <= terms.seats && (isGood || covered == 0), "more accounts than seats");
        if (terms.seats == 0) return;
        address[] memory holders = new address[](terms.seats);
        uint256 seated = 0;
        for (uint256 seat = 0; seat < holders.length; ++seat) {
            holders[seat] = _holderOf(licenseId, seat);
            if (holders[seat] == address(0)) continue;
            if (holders[seat] != license.owner) ++seated;
            for (uint256 k = 0; k < seat; ++k) _hold(holders[seat] != holders[k], "one account in two seats");
        }
        _hold(!isGood || covered == seated, "covered without a seat, or not with one");
    }

    /* INTERNAL */

    /// Sends a receipt twice in one batch.
    function _redeem(ILicenseMarket.Receipt memory receipt, uint256 key, bool isGood) private {
        ILicenseMarket.Receipt[] memory receipts = new ILicenseMarket.Receipt[](2);
        bytes[] memory signatures = new bytes[](2);
        for (uint256 i = 0; i < 2; ++i) {
            (receipts[i], signatures[i]) = (receipt, Signing.receipt(market, key, receipt));
        }
        bytes memory call = abi.encodeCall(market.redeem, (receipts, signatures));
        (bool redeemed, bytes memory answer) = _ask("redeem", receipt.server, address(market), 0, call);
        if (!redeemed) return;
        _hold(isGood, "a forged receipt, or of somebody who is not covered");
        _redeemed(receipt, abi.decode(answer, (uint256)));
    }

    function _redeemed(ILicenseMarket.Receipt memory receipt, uint256 drawn) private {
        Held storage license = held[receipt.licenseId];
        uint256 before = _drawn[receipt.licenseId][receipt.account][receipt.server];
        uint256 left = _grantOf(receipt.licenseId) - license.drawn;
        uint256 owed = receipt.units > before ? receipt.units - before : 0;
        _hold(drawn == (owed < left ? owed : left), "neither what was used nor what was left");
        license.drawn += drawn;
        _drawn[receipt.licenseId][receipt.account][receipt.server] = before + drawn;
        uint256 units = market.unitsAt(receipt.licenseId, receipt.account, receipt.server);
        _hold(units == before + drawn, "a receipt counted twice");
    }

    /// One that the account holds, else any of the asset.
    function _licenseOf(uint256 assetId, address account) internal view override returns (uint256 licenseId) {
        for (uint256 i = 0; i < licenses.length; ++i) {
            Held storage license = held[licenses[i]];
            if (sales[license.offerId].terms.assetId != assetId) continue;
            licenseId = licenses[i];
            if (license.owner == account) return licenseId;
        }
    }

    function _grantOf(uint256 licenseId) private view returns (uint256 units) {
        Held storage license = held[licenseId];
        return uint256(sales[license.offerId].terms.uses) * (license.renewals + 1);
    }

    function _holderOf(uint256 licenseId, uint256 seat) private view returns (address account) {
        if (seat >= sales[held[licenseId].offerId].terms.seats) return address(0);
        (account, , ) = market.seatOf(licenseId, seat);
    }

    function _isCovered(uint256 licenseId, address account) private view returns (bool isCovered) {
        if (held[licenseId].owner == account) return true;
        for (uint256 seat = 0; seat < sales[held[licenseId].offerId].terms.seats; ++seat) {
            if (_holderOf(licenseId, seat) == account) return true;
        }
    }

    function _awaitSeat(uint256 licenseId, uint256 seat, uint256 haste) private {
        if (haste % 2 != 0 || seat >= sales[held[licenseId].offerId].terms.seats) return;
        (, , uint256 freeAt) = market.seatOf(licenseId, seat);
        _waitUntil(freeAt);
    }

    function _taken(uint256 licenseId, uint256 seat, address account, address before, address caller) private {
        _hold(caller == held[licenseId].owner, "somebody else gave a seat");
        _hold(_holderOf(licenseId, seat) == account, "a seat of another account");
        if (before == account) return;
        uint256 last = _takenAt[licenseId][seat];
        _hold(last == 0 || block.timestamp >= last + COOL_DOWN, "a seat served a crowd in turns");
        _takenAt[licenseId][seat] = block.timestamp;
    }

    /// One with seats where there is one.
    function _seated(uint256 which) private view returns (uint256 licenseId) {
        for (uint256 i = 0; i < licenses.length; ++i) {
            licenseId = _someLicense((which >> 1) + i);
            if (sales[held[licenseId].offerId].terms.seats != 0) return licenseId;
        }
    }

    /// One that is metered where there is one.
    function _metered(uint256 which) private view returns (uint256 licenseId) {
        for (uint256 i = 0; i < licenses.length; ++i) {
            licenseId = _someLicense((which >> 1) + i);
            if (sales[held[licenseId].offerId].terms.uses != 0) return licenseId;
        }
    }
}
