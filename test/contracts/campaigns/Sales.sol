// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ILicenseMarket} from "../../../contracts/interfaces/ILicenseMarket.sol";
import {Signing} from "../support/Signing.sol";
import {bound, vm} from "../support/Vm.sol";
import {Offers} from "./Offers.sol";

/// @notice Sales and renewals, paid in full or not, with permits and vouchers that are good, late, forged or used.
abstract contract Sales is Offers {
    uint256 private constant MAX_LICENSES = 10;

    /// @dev What the campaign knows of a licence.
    /// @param until Until when it is good; 0 = for ever.
    /// @param movedAt When it last changed hands.
    /// @param drawn Units, of all accounts at all servers.
    struct Held {
        uint256 offerId;
        address owner;
        uint256 until;
        uint256 renewals;
        uint256 movedAt;
        uint256 drawn;
    }

    uint256[] internal licenses;
    mapping(uint256 licenseId => Held) internal held;
    mapping(address seller => uint256 nonces) private _usedNonces;

    /* ACTS */

    /// Sometimes with another value, or for less than it costs.
    function buy(uint256 who, uint256 which, uint256 to, uint256 quantity, uint256 manner) external {
        uint256 offerId = _someOffer(which);
        quantity = bound(quantity, manner % 13 == 0 ? 0 : 1, 3);
        if (licenses.length + quantity > MAX_LICENSES) return;
        ILicenseMarket.OfferTerms memory terms = sales[offerId].terms;
        Bill memory bill = _bill(offerId, uint256(terms.price) * quantity);
        uint256 value = _valueOf(terms.currency, bill.price, manner);
        uint256 maxPrice = manner % 8 == 1 && bill.price != 0 ? bill.price - 1 : bill.price;
        bytes memory call = abi.encodeCall(market.buy, (offerId, terms, _anybody(to), quantity, maxPrice));
        (bool bought, bytes memory answer) = _ask("buy", _anybody(who), address(market), value, call);
        if (!bought) return;
        _hold(maxPrice == bill.price && value == _valueOf(terms.currency, bill.price, 1), "bought for another price");
        _sold(bill, _anybody(to), quantity, abi.decode(answer, (uint256)));
    }

    /// The permit is all that lets the treasury take the price; sometimes it is no good.
    function buyWithPermit(uint256 who, uint256 which, uint256 to, uint256 manner) external {
        uint256 offerId = _someOffer(which);
        if (licenses.length >= MAX_LICENSES) return;
        ILicenseMarket.OfferTerms memory terms = sales[offerId].terms;
        Bill memory bill = _bill(offerId, terms.price);
        address buyer = cast[who % PEOPLE];
        ILicenseMarket.Permit memory permit = _permit(buyer, terms.price, manner);
        bytes memory call = abi.encodeCall(
            market.buyWithPermit,
            (offerId, terms, _anybody(to), 1, terms.price, permit)
        );
        (bool bought, bytes memory answer) = _ask("buyWithPermit", buyer, address(market), 0, call);
        _allowAgain(buyer);
        if (!bought) return;
        bool needsPermit = terms.currency == address(honest) && bill.price != 0;
        _hold(!needsPermit || manner % 4 != 0, "bought with a bad permit");
        _sold(bill, _anybody(to), 1, abi.decode(answer, (uint256)));
    }

    /// Some are late, and some are signed with another key.
    function buyWithVoucher(uint256 who, uint256 which, uint256 price, uint256 nonce, uint256 manner) external {
        if (licenses.length + 2 > MAX_LICENSES) return;
        uint256 offerId = _someOffer(which);
        bool isFree = sales[offerId].terms.price == 0;
        ILicenseMarket.Voucher memory voucher = ILicenseMarket.Voucher(
            offerId,
            _anybody(who >> 8),
            uint32(bound(manner >> 8, 1, 2)),
            isFree ? 0 : uint128(bound(price, 100, 1 ether)),
            uint40(block.timestamp + (manner % 7 == 0 ? 0 : 50)),
            nonce % 8
        );
        uint256 key = _keyOf(sales[offerId].terms.seller);
        bool isGood = manner % 7 != 0 && manner % 5 != 0 && key < 999;
        _buyWithVoucher(_anybody(who), voucher, manner % 5 == 0 ? key + 1 : key, isGood);
    }

    function cancelNonces(uint256 who, uint256 nonce) external {
        address seller = _anybody(who);
        uint256 mask = 1 << (nonce % 8);
        bytes memory call = abi.encodeCall(market.cancelNonces, (0, mask));
        if (_try("cancelNonces", seller, address(market), 0, call)) _usedNonces[seller] |= mask;
    }

    function renew(uint256 who, uint256 which, uint256 manner) external {
        if (licenses.length == 0) return;
        uint256 licenseId = _someLicense(which);
        ILicenseMarket.OfferTerms memory terms = sales[held[licenseId].offerId].terms;
        Bill memory bill = _bill(held[licenseId].offerId, terms.price);
        uint256 value = _valueOf(terms.currency, bill.price, manner);
        bytes memory call = abi.encodeCall(market.renew, (licenseId, terms, terms.price));
        (bool renewed, bytes memory answer) = _ask("renew", _anybody(who), address(market), value, call);
        if (!renewed) return;
        _hold(value == _valueOf(terms.currency, bill.price, 1), "renewed for another price");
        _renewed(bill, licenseId, abi.decode(answer, (uint256)));
    }

    function renewWithPermit(uint256 who, uint256 which, uint256 manner) external {
        if (licenses.length == 0) return;
        uint256 licenseId = _pricedInToken(which);
        ILicenseMarket.OfferTerms memory terms = sales[held[licenseId].offerId].terms;
        Bill memory bill = _bill(held[licenseId].offerId, terms.price);
        address payer = cast[who % PEOPLE];
        ILicenseMarket.Permit memory permit = _permit(payer, terms.price, manner);
        bytes memory call = abi.encodeCall(market.renewWithPermit, (licenseId, terms, terms.price, permit));
        (bool renewed, bytes memory answer) = _ask("renewWithPermit", payer, address(market), 0, call);
        _allowAgain(payer);
        if (!renewed) return;
        bool needsPermit = terms.currency == address(honest) && bill.price != 0;
        _hold(!needsPermit || manner % 4 != 0, "renewed with a bad permit");
        _renewed(bill, licenseId, abi.decode(answer, (uint256)));
    }

    /* INTERNAL */

    /// A licence whose price is in a token, and that can be renewed, where there is one.
    function _pricedInToken(uint256 which) private view returns (uint256 licenseId) {
        for (uint256 i = 0; i < licenses.length; ++i) {
            licenseId = _someLicense((which >> 1) + i);
            ILicenseMarket.OfferTerms storage terms = sales[held[licenseId].offerId].terms;
            if (terms.currency == address(honest) && terms.duration + terms.uses != 0) return licenseId;
        }
    }

    function _someLicense(uint256 which) internal view returns (uint256 licenseId) {
        return licenses[which % licenses.length];
    }

    /// What to send for a price; one time in nine something else.
    function _valueOf(address currency, uint256 price, uint256 manner) private pure returns (uint256 value) {
        value = currency == address(0) ? price : 0;
        if (manner % 9 == 0) value = value == 0 ? 1 : value - 1;
    }

    function _buyWithVoucher(address payer, ILicenseMarket.Voucher memory voucher, uint256 key, bool isGood) private {
        ILicenseMarket.OfferTerms memory terms = sales[voucher.offerId].terms;
        Bill memory bill = _bill(voucher.offerId, uint256(voucher.price) * voucher.quantity);
        bytes memory call = abi.encodeCall(
            market.buyWithVoucher,
            (terms, voucher, Signing.voucher(market, key, voucher))
        );
        uint256 value = _valueOf(terms.currency, bill.price, 1);
        (bool bought, bytes memory answer) = _ask("buyWithVoucher", payer, address(market), value, call);
        if (!bought) return;
        _hold(isGood, "a late or forged voucher was good");
        _hold((_usedNonces[terms.seller] >> voucher.nonce) & 1 == 0, "a voucher was used twice, or after its end");
        _usedNonces[terms.seller] |= 1 << voucher.nonce;
        _sold(bill, voucher.recipient, voucher.quantity, abi.decode(answer, (uint256)));
    }

    function _sold(Bill memory bill, address recipient, uint256 quantity, uint256 licenseId) private {
        _paid(bill);
        Sale storage sale = sales[bill.offerId];
        _hold(quantity != 0, "nothing was sold");
        sale.sold += quantity;
        uint256 duration = sale.terms.duration;
        for (uint256 i = 0; i < quantity; ++i) {
            uint256 id = licenseId + (i << 88);
            _hold(held[id].offerId == 0, "one licence was sold twice");
            held[id] = Held(bill.offerId, recipient, duration == 0 ? 0 : block.timestamp + duration, 0, 0, 0);
            licenses.push(id);
        }
    }

    function _renewed(Bill memory bill, uint256 licenseId, uint256 until) private {
        _paid(bill);
        Held storage license = held[licenseId];
        ILicenseMarket.OfferTerms storage terms = sales[bill.offerId].terms;
        _hold(terms.duration != 0 || terms.uses != 0, "a perpetual licence was renewed");
        ++license.renewals;
        if (terms.duration != 0) {
            uint256 from = license.until < block.timestamp ? block.timestamp : license.until;
            license.until = from + terms.duration;
        }
        _hold(until == license.until, "renewed for another time");
    }

    /// Takes the allowance away, and signs another; one in four is too late.
    function _permit(
        address account,
        uint256 price,
        uint256 manner
    ) private returns (ILicenseMarket.Permit memory permit) {
        vm.prank(account);
        honest.approve(address(treasury), 0);
        uint256 deadline = manner % 4 == 0 ? block.timestamp - 1 : block.timestamp;
        return Signing.permit(honest, _keyOf(account), address(treasury), price, deadline);
    }

    function _allowAgain(address account) private {
        vm.prank(account);
        honest.approve(address(treasury), type(uint256).max);
    }
}
